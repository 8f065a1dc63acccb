package io.deltaglider.core.vcdiff;

import static io.deltaglider.core.vcdiff.CodeTable.ADD;
import static io.deltaglider.core.vcdiff.CodeTable.COPY;
import static io.deltaglider.core.vcdiff.CodeTable.NONE;
import static io.deltaglider.core.vcdiff.CodeTable.NOOP;
import static io.deltaglider.core.vcdiff.CodeTable.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeTableTest {
  // The ends of every row of the table in RFC 3284 §5.6.
  @ParameterizedTest
  @CsvSource({
    "0, RUN 0 0, NOOP 0 0",
    "1, ADD 0 0, NOOP 0 0",
    "2, ADD 1 0, NOOP 0 0",
    "18, ADD 17 0, NOOP 0 0",
    "19, COPY 0 0, NOOP 0 0",
    "20, COPY 4 0, NOOP 0 0",
    "34, COPY 18 0, NOOP 0 0",
    "35, COPY 0 1, NOOP 0 0",
    "50, COPY 18 1, NOOP 0 0",
    "147, COPY 0 8, NOOP 0 0",
    "162, COPY 18 8, NOOP 0 0",
    "163, ADD 1 0, COPY 4 0",
    "164, ADD 1 0, COPY 5 0",
    "166, ADD 2 0, COPY 4 0",
    "174, ADD 4 0, COPY 6 0",
    "175, ADD 1 0, COPY 4 1",
    "234, ADD 4 0, COPY 6 5",
    "235, ADD 1 0, COPY 4 6",
    "238, ADD 4 0, COPY 4 6",
    "239, ADD 1 0, COPY 4 7",
    "246, ADD 4 0, COPY 4 8",
    "247, COPY 4 0, ADD 1 0",
    "255, COPY 4 8, ADD 1 0",
  })
  void followsTheSpecification(int opcode, String first, String second) {
    assertThat(describe(CodeTable.first(opcode))).isEqualTo(first);
    assertThat(describe(CodeTable.second(opcode))).isEqualTo(second);
  }

  @Test
  void everyOpcodeIsFoundByItsInstructions() {
    for (int opcode = 0; opcode < 256; opcode++) {
      int first = CodeTable.first(opcode);
      int second = CodeTable.second(opcode);
      assertThat(opcodeOf(first, second)).as("opcode of %s", opcode).isEqualTo(opcode);
    }
  }

  @Test
  void sizesBeyondTheTableGetTheOpcodeWithoutSize() {
    assertThat(CodeTable.add(18)).isEqualTo(1);
    assertThat(CodeTable.copy(3, 0)).isEqualTo(19);
    assertThat(CodeTable.copy(19, 8)).isEqualTo(147);
    assertThat(CodeTable.copy(1L << 32, 1)).isEqualTo(35);
    assertThat(CodeTable.impliesAddSize(0)).isFalse();
    assertThat(CodeTable.impliesAddSize(17)).isTrue();
    assertThat(CodeTable.impliesAddSize(18)).isFalse();
    assertThat(CodeTable.impliesCopySize(3)).isFalse();
    assertThat(CodeTable.impliesCopySize(4)).isTrue();
    assertThat(CodeTable.impliesCopySize(18)).isTrue();
    assertThat(CodeTable.impliesCopySize(19)).isFalse();
  }

  @Test
  void pairsBeyondTheTableHaveNoOpcode() {
    assertThat(CodeTable.addThenCopy(0, 4, 0)).isEqualTo(NONE);
    assertThat(CodeTable.addThenCopy(5, 4, 0)).isEqualTo(NONE);
    assertThat(CodeTable.addThenCopy(1, 3, 0)).isEqualTo(NONE);
    assertThat(CodeTable.addThenCopy(1, 7, 5)).isEqualTo(NONE);
    assertThat(CodeTable.addThenCopy(1, 5, 6)).isEqualTo(NONE);
    assertThat(CodeTable.addThenCopy(1, (1L << 32) + 4, 6)).isEqualTo(NONE);
    assertThat(CodeTable.copyThenAdd(5, 0, 1)).isEqualTo(NONE);
    assertThat(CodeTable.copyThenAdd(4, 0, 2)).isEqualTo(NONE);
  }

  private static int opcodeOf(int first, int second) {
    int size = CodeTable.size(first);
    if (CodeTable.type(first) == RUN) {
      return CodeTable.run();
    }
    if (CodeTable.type(first) == ADD) {
      return CodeTable.type(second) == NOOP
          ? CodeTable.add(size)
          : CodeTable.addThenCopy(size, CodeTable.size(second), CodeTable.mode(second));
    }
    return CodeTable.type(second) == NOOP
        ? CodeTable.copy(size, CodeTable.mode(first))
        : CodeTable.copyThenAdd(size, CodeTable.mode(first), CodeTable.size(second));
  }

  private static String describe(int instruction) {
    String type =
        switch (CodeTable.type(instruction)) {
          case NOOP -> "NOOP";
          case ADD -> "ADD";
          case RUN -> "RUN";
          case COPY -> "COPY";
          default -> throw new AssertionError(instruction);
        };
    return type + " " + CodeTable.size(instruction) + " " + CodeTable.mode(instruction);
  }
}
