package io.deltaglider.cli.command;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** When failures are shown in colour. */
enum ColorMode {
  /** Always. */
  ON,
  /** Never. */
  OFF,
  /** When a person watches, unless {@code NO_COLOR} is set. */
  AUTO;

  /** Reads what stands on the command line. */
  static final class Converter implements ITypeConverter<ColorMode> {
    @Override
    public ColorMode convert(String text) {
      for (ColorMode mode : values()) {
        if (mode.name().toLowerCase(Locale.ROOT).equals(text)) {
          return mode;
        }
      }
      throw new TypeConversionException("'" + text + "' is none of on, off, auto");
    }
  }

  /** Returns whether failures are shown in colour. */
  boolean isOn(boolean terminal, boolean refused) {
    return switch (this) {
      case ON -> true;
      case OFF -> false;
      case AUTO -> terminal && !refused;
    };
  }
}
