package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.scratch.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InstructionWriterTest {
  private static final int ADD_1_COPY_4_SELF = 163;
  private static final int COPY_4_SELF_ADD_1 = 247;

  private final InstructionWriter writer = new InstructionWriter();

  private static byte[] content(SectionBuffer section) {
    return Arrays.copyOf(section.bytes(), section.size());
  }

  /** Executes ADD and RUN instructions. */
  private byte[] literals() {
    SectionReader instructions = new SectionReader("instructions");
    instructions.reset(writer.instructions().bytes(), writer.instructions().size(), 0, true);
    SectionReader data = new SectionReader("data");
    data.reset(writer.data().bytes(), writer.data().size(), 0, true);
    byte[] result = new byte[0];
    while (instructions.hasRemaining()) {
      int instruction = CodeTable.first(instructions.readByte());
      int size = CodeTable.size(instruction);
      byte[] part = new byte[size == 0 ? (int) instructions.readVarint() : size];
      if (CodeTable.type(instruction) == CodeTable.RUN) {
        Arrays.fill(part, (byte) data.readByte());
      } else {
        data.read(part, 0, part.length);
      }
      result = Samples.concat(result, part);
    }
    return result;
  }

  @Test
  void writesLongRunsAsOneByteWhereverTheyAre() {
    for (int before = 0; before < 20; before++) {
      for (int after = 0; after < 20; after++) {
        byte[] bytes =
            Samples.concat(Samples.random(1, before), new byte[40], Samples.random(2, after));
        writer.reset();
        writer.literal(bytes, 0, bytes.length);
        writer.finish();
        assertThat(literals()).isEqualTo(bytes);
        assertThat(writer.data().size()).isLessThanOrEqualTo(before + after + 1);
      }
    }
  }

  @Test
  void restoresAnyMixtureOfRunsAndOtherBytes() {
    Random random = new Random(3);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = new byte[0];
      for (int part = random.nextInt(6); part > 0; part--) {
        byte[] run = new byte[random.nextInt(40)];
        Arrays.fill(run, (byte) random.nextInt(3));
        bytes = Samples.concat(bytes, run, Samples.random(i, random.nextInt(10)));
      }
      int from = random.nextInt(bytes.length + 1);
      writer.reset();
      writer.literal(bytes, from, bytes.length);
      writer.finish();
      assertThat(literals()).isEqualTo(Samples.slice(bytes, from, bytes.length));
    }
  }

  @Test
  void joinsAnAddAndACopyInOneOpcode() {
    writer.reset();
    writer.literal(new byte[] {7}, 0, 1);
    writer.copy(5, 1000, 4);
    writer.finish();
    assertThat(content(writer.instructions())).containsExactly((byte) ADD_1_COPY_4_SELF);
    assertThat(content(writer.addresses())).containsExactly(5);
  }

  @Test
  void joinsACopyAndAnAddInOneOpcode() {
    writer.reset();
    writer.copy(5, 1000, 4);
    writer.literal(new byte[] {7}, 0, 1);
    writer.finish();
    assertThat(content(writer.instructions())).containsExactly((byte) COPY_4_SELF_ADD_1);
    assertThat(content(writer.data())).containsExactly(7);
  }

  @Test
  void writesNothingForNoInstructions() {
    writer.reset();
    writer.literal(new byte[8], 4, 4);
    writer.finish();
    assertThat(writer.instructions().size()).isZero();
    assertThat(writer.data().size()).isZero();
  }

  /** Writes the target from an offset on as a window, and executes it. */
  private byte[] written(byte[] source, byte[] target, int from, Copies copies, int firstCopy)
      throws IOException {
    SourceSegment segment = new SourceSegment(100, source.length - 100);
    writer.write(target, from, target.length, copies, firstCopy, copies.count(), segment);
    byte[] delta =
        DeltaBuilder.plain()
            .window(
                new DeltaBuilder.Window(target.length - from)
                    .segment(segment.length(), segment.start())
                    .data(new DeltaBuilder().bytes(content(writer.data())))
                    .instructions(new DeltaBuilder().bytes(content(writer.instructions())))
                    .addresses(new DeltaBuilder().bytes(content(writer.addresses()))))
            .toByteArray();
    return new VcdiffDecoder(DecoderLimits.DEFAULT)
        .decode(new ByteArrayInputStream(delta), ByteSource.of(source))
        .readAllBytes();
  }

  @Test
  void writesAWindowThatBeginsWithinTheTarget() throws IOException {
    byte[] source = Samples.random(4, 5000);
    byte[] fresh = Samples.random(5, 1000);
    byte[] target =
        Samples.concat(
            Samples.random(6, 700), fresh, Samples.slice(source, 2000, 3000), fresh, fresh);
    Copies copies = new Copies();
    copies.add(0, 10, 0);
    copies.add(1700, 1000, 2000);
    copies.add(2700, 900, ~700L);
    assertThat(written(source, target, 700, copies, 1))
        .isEqualTo(Samples.slice(target, 700, target.length));
    assertThat(writer.data().size()).isEqualTo(2100);
  }

  @Test
  void writesCopiesThatTheWindowCannotReachAsLiterals() throws IOException {
    byte[] source = Samples.random(7, 5000);
    byte[] before = Samples.random(8, 700);
    byte[] target = Samples.concat(before, Samples.slice(source, 0, 600), before);
    Copies copies = new Copies();
    copies.add(700, 200, 0);
    copies.add(900, 400, 200);
    copies.add(1300, 700, ~0L);
    assertThat(written(source, target, 700, copies, 0))
        .isEqualTo(Samples.slice(target, 700, target.length));
    assertThat(writer.data().size()).isEqualTo(900);
  }

  @Test
  void writesEachWindowAnew() throws IOException {
    byte[] source = Samples.random(9, 5000);
    byte[] target = Samples.concat(Samples.slice(source, 1000, 2000), Samples.random(10, 300));
    Copies copies = new Copies();
    copies.add(0, 1000, 1000);
    assertThat(written(source, target, 0, copies, 0)).isEqualTo(target);
    byte[] addresses = content(writer.addresses());
    assertThat(written(source, target, 0, copies, 0)).isEqualTo(target);
    assertThat(content(writer.addresses())).isEqualTo(addresses);
  }
}
