package io.deltaglider.core.get;

import java.util.Optional;

/**
 * What asking for a part of a stored object gave.
 *
 * @param content the part; absent if the object is a delta, whose parts are not the content's
 * @param storedEtag the stored object's ETag
 */
record StoredPart(Optional<ObjectContent> content, String storedEtag) {}
