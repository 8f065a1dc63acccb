package io.deltaglider.adapter.s3;

import io.deltaglider.port.contract.StoragePortContract;

/** What holds for the contract over every S3 server. */
abstract class S3ContractFixture extends StoragePortContract {
  /** The SDK refuses them. */
  @Override
  protected boolean takesUnderscoresInBucketNames() {
    return false;
  }

  /** Each call is several requests over a socket. */
  @Override
  protected int concurrentSteps() {
    return 4;
  }

  @Override
  protected int raceRounds() {
    return 5;
  }
}
