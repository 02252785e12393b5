namespace GanGate.Training.Graphs;

/// <summary>Reverse-mode differentiation. What comes out are nodes, which can be differentiated again.</summary>
internal static class Gradients
{
    /// <summary>The derivatives of a single number.</summary>
    /// <param name="loss">A single number.</param>
    /// <param name="by">Any nodes; what does not depend on them is taken as constant.</param>
    /// <returns>One of the shape of each; zeros where the loss does not depend on it.</returns>
    public static IReadOnlyList<Node> Of(Node loss, params IReadOnlyList<Node> by)
    {
        if (loss.Length != 1) throw new ArgumentException($"only a single number has a gradient, not {loss}", nameof(loss));
        Dictionary<Node, Node> gradients = new() { [loss] = Node.Filled(1, loss.Shape) };
        HashSet<Node> relevant = DependingOn(by, loss);
        foreach (Node node in NodeOrder.From([loss]).Reverse().Where(relevant.Contains))
        {
            if (!gradients.TryGetValue(node, out Node? gradient)) continue;
            Node?[] parts = node.Operation.Gradients(node, gradient);
            for (int i = 0; i < parts.Length; i++)
            {
                if (parts[i] is Node part && relevant.Contains(node.Inputs[i])) Accumulate(gradients, node.Inputs[i], part);
            }
        }

        return [.. by.Select(node => gradients.TryGetValue(node, out Node? gradient) ? gradient : Node.Filled(0, node.Shape))];
    }

    private static void Accumulate(Dictionary<Node, Node> gradients, Node input, Node part) =>
        gradients[input] = gradients.TryGetValue(input, out Node? sum) ? sum + part : part;

    private static HashSet<Node> DependingOn(IReadOnlyList<Node> by, Node loss)
    {
        HashSet<Node> found = [.. by];
        foreach (Node node in NodeOrder.From([loss]))
        {
            if (node.Inputs.Any(found.Contains)) found.Add(node);
        }

        return found;
    }
}
