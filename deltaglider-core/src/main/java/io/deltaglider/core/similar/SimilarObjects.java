package io.deltaglider.core.similar;

import java.util.List;

/**
 * What a new object would be compared with.
 *
 * @param references those of the family, then those of the directory; in each, in the order in
 *     which a put would try them, or the latest first if the new content is not known
 * @param objects those of the same family, then those of the same directory; the latest first
 * @param examined how many keys were looked at to find the objects
 * @param complete whether those were all keys that could be similar; if not, there may be other
 *     objects, but the references are all there
 */
public record SimilarObjects(
    List<SimilarReference> references,
    List<SimilarObject> objects,
    long examined,
    boolean complete) {
  /** Copies the lists. */
  public SimilarObjects {
    references = List.copyOf(references);
    objects = List.copyOf(objects);
  }
}
