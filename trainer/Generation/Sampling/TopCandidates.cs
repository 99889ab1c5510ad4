namespace Lts.Trainer.Generation.Sampling;

/// <summary>The ids of the largest logits, largest first; of equals the smaller id.</summary>
internal static class TopCandidates
{
    /// <summary>Finds the largest.</summary>
    /// <param name="logits">The logit of each id.</param>
    /// <param name="count">Number of candidates to keep.</param>
    public static int[] Find(ReadOnlySpan<float> logits, int count)
    {
        count = Math.Min(count, logits.Length);
        if (count == logits.Length)
        {
            var all = Enumerable.Range(0, count).ToArray();
            Sort(logits, all);
            return all;
        }

        // A heap with the smallest on top: nearly every logit is compared with that one alone.
        var heap = new PriorityQueue<int, (float Logit, int MinusId)>(count);
        for (var id = 0; id < logits.Length; id++)
        {
            if (heap.Count < count)
            {
                heap.Enqueue(id, (logits[id], -id));
            }
            else if (heap.TryPeek(out _, out var smallest) && logits[id] > smallest.Logit)
            {
                heap.DequeueEnqueue(id, (logits[id], -id));
            }
        }

        int[] found = [.. heap.UnorderedItems.Select(item => item.Element)];
        Sort(logits, found);
        return found;
    }

    private static void Sort(ReadOnlySpan<float> logits, int[] ids)
    {
        var keys = new (float MinusLogit, int Id)[ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            keys[i] = (-logits[ids[i]], ids[i]);
        }

        Array.Sort(keys, ids);
    }
}
