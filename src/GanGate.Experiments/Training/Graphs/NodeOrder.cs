namespace GanGate.Training.Graphs;

/// <summary>Nodes in the order of their computation.</summary>
internal static class NodeOrder
{
    /// <summary>Everything that some nodes need, inputs before what uses them. Without recursion: graphs are deep.</summary>
    public static IReadOnlyList<Node> From(IEnumerable<Node> results)
    {
        List<Node> order = [];
        HashSet<Node> seen = [];
        Stack<(Node Node, int Next)> open = new();
        foreach (Node result in results)
        {
            if (seen.Add(result)) open.Push((result, 0));
            while (open.TryPop(out (Node Node, int Next) top))
            {
                if (top.Next == top.Node.Inputs.Count)
                {
                    order.Add(top.Node);
                    continue;
                }

                open.Push((top.Node, top.Next + 1));
                Node input = top.Node.Inputs[top.Next];
                if (seen.Add(input)) open.Push((input, 0));
            }
        }

        return order;
    }
}
