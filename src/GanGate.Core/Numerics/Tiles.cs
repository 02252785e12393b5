namespace GanGate.Numerics;

/// <summary>
/// Runs the tiles of a kernel on several threads. What a tile computes never depends on the thread that takes it,
/// so that every kernel gives the same bits for any thread count.
/// </summary>
internal static class Tiles
{
    /// <summary>The threads a kernel uses unless told otherwise: all cores.</summary>
    public static int AllCores => Environment.ProcessorCount;

    /// <summary>Calls <paramref name="tile"/> with 0 to <paramref name="count"/> - 1, each once, in order of start.</summary>
    public static void For(int count, int threads, Action<int> tile)
    {
        int workers = Math.Min(count, threads);
        if (workers <= 1)
        {
            for (int index = 0; index < count; index++)
            {
                tile(index);
            }

            return;
        }

        int next = -1;
        Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, _ =>
        {
            for (int index = Interlocked.Increment(ref next); index < count; index = Interlocked.Increment(ref next))
            {
                tile(index);
            }
        });
    }
}
