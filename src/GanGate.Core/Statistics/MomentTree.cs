namespace GanGate.Statistics;

/// <summary>
/// Merges the moments of blocks pairwise in a fixed tree: a node of level k stands for 2^k blocks from a multiple of 2^k on. Nodes are
/// added in order; a tree that starts in the midst of a source keeps those whose left neighbour lies before it.
/// </summary>
/// <param name="firstBlock">Where the tree starts.</param>
/// <param name="threads">Threads that merge.</param>
internal sealed class MomentTree(long firstBlock, int threads)
{
    private readonly List<MomentNode> _alone = [];

    // Level k holds one node or nothing, like the digits of a binary number.
    private readonly List<MomentNode?> _levels = [];

    /// <summary>The nodes so far, in the order of their blocks.</summary>
    public IEnumerable<MomentNode> Nodes => _alone.Concat(_levels.AsEnumerable().Reverse().OfType<MomentNode>());

    /// <summary>Adds the node that follows those so far; its moments are taken over.</summary>
    public void Add(MomentNode node)
    {
        while ((node.Block >> node.Level & 1) == 1)
        {
            long sibling = node.Block - (1L << node.Level);
            if (sibling < firstBlock)
            {
                _alone.Add(node);
                return;
            }

            MomentNode earlier = _levels[node.Level]!;
            earlier.Moments.Absorb(node.Moments, threads);
            _levels[node.Level] = null;
            node = new MomentNode(sibling, node.Level + 1, earlier.Moments);
        }

        while (_levels.Count <= node.Level) _levels.Add(null);
        _levels[node.Level] = node;
    }

    /// <summary>The moments of all nodes and of what follows them; both stay as they are.</summary>
    /// <param name="rest">The moments of a block that is not full; null for none.</param>
    public Moments? Total(Moments? rest)
    {
        // From the smallest part to the largest.
        Moments? total = rest;
        foreach (MomentNode node in Nodes.Reverse()) total = total is null ? node.Moments.Copy() : Moments.Merge(node.Moments, total);
        return total;
    }
}

/// <summary>The moments of some neighbouring blocks.</summary>
/// <param name="Block">The first block.</param>
/// <param name="Level">The power of two that is the number of blocks.</param>
/// <param name="Moments">Their moments.</param>
internal sealed record MomentNode(long Block, int Level, Moments Moments);
