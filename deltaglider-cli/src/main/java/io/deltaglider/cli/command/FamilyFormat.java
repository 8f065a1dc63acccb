package io.deltaglider.cli.command;

import com.fasterxml.jackson.core.JsonGenerator;
import io.deltaglider.cli.output.Output;
import io.deltaglider.cli.output.Units;
import io.deltaglider.core.verify.FamilyBreakdown;
import io.deltaglider.core.verify.FamilyStats;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Shows what families cost. */
final class FamilyFormat {
  /** The least saved first: in bytes, since a tiny family that saves nothing is no loss. */
  private static final Comparator<FamilyStats> WORST_FIRST =
      Comparator.<FamilyStats>comparingLong(family -> family.logicalBytes() - family.storedBytes())
          .thenComparing(FamilyStats::savedRatio)
          .thenComparing(FamilyStats::pattern);

  private FamilyFormat() {}

  static void show(FamilyBreakdown breakdown, int wanted, Output output) {
    List<FamilyStats> families = breakdown.families();
    if (wanted == 0 || families.isEmpty()) {
      return;
    }
    output.line(
        String.format(
            Locale.ROOT,
            "%-15s%d%s",
            "Families:",
            families.size(),
            breakdown.complete() ? "" : ", but not all objects are in one of these"));
    if (families.size() <= 2L * wanted) {
      families.stream().sorted(WORST_FIRST.reversed()).forEach(family -> line("", family, output));
      return;
    }
    families.stream()
        .sorted(WORST_FIRST.reversed())
        .limit(wanted)
        .forEach(family -> line("best   ", family, output));
    families.stream()
        .sorted(WORST_FIRST)
        .limit(wanted)
        .sorted(WORST_FIRST.reversed())
        .forEach(family -> line("worst  ", family, output));
  }

  private static void line(String rank, FamilyStats family, Output output) {
    output.line(
        String.format(
            Locale.ROOT,
            "  %s%s: %d objects, %s stored as %s (%s)",
            rank,
            family.pattern(),
            family.objects(),
            Units.megabytes(family.logicalBytes()),
            Units.megabytes(family.storedBytes()),
            saved(family.logicalBytes(), family.storedBytes())));
  }

  /** Returns how much is saved, or what is lost in bytes: a lost part would be told as nothing. */
  static String saved(long logical, long stored) {
    return stored > logical
        ? "costs " + (stored - logical) + " bytes more"
        : "saves " + Units.saved(logical, stored);
  }

  static void fields(FamilyBreakdown breakdown, JsonGenerator json) throws IOException {
    json.writeBooleanField("familiesComplete", breakdown.complete());
    json.writeArrayFieldStart("families");
    for (FamilyStats family : breakdown.families()) {
      json.writeStartObject();
      json.writeStringField("pattern", family.pattern());
      json.writeNumberField("objects", family.objects());
      json.writeNumberField("deltas", family.deltas());
      json.writeNumberField("logicalBytes", family.logicalBytes());
      json.writeNumberField("objectBytes", family.objectBytes());
      json.writeNumberField("references", family.references());
      json.writeNumberField("referenceBytes", family.referenceBytes());
      json.writeNumberField("storedBytes", family.storedBytes());
      json.writeNumberField("savedRatio", family.savedRatio());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
