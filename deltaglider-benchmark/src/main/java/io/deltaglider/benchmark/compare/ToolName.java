package io.deltaglider.benchmark.compare;

/** What is compared, in the order of the table. */
enum ToolName {
  ENGINE_1("engine, effort 1"),
  ENGINE_5("engine, effort 5 (default)"),
  ENGINE_9("engine, effort 9"),
  ENGINE_PROCESS("`deltaglider delta`"),
  XDELTA3("`xdelta3 -9`"),
  XDELTA3_WHOLE("`xdelta3 -9 -B` whole"),
  ZSTD_3("`zstd -3 --patch-from`"),
  ZSTD_19("`zstd -19 --patch-from`"),
  HDIFFZ("`hdiffz`");

  private final String label;

  ToolName(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
