namespace GanGate.Tests.Models;

/// <summary>Parts of ONNX files that our own builder does not write, to stand behind the bytes of a model: messages that follow each other are one.</summary>
internal static class ForeignNodes
{
    /// <summary>A node of an operator of somebody's own, with the version of its domain.</summary>
    public static byte[] Node(string domain, string operation, string input, string output) =>
    [
        .. ExternalWeights.Message(7, ExternalWeights.Message(1,
            [.. ExternalWeights.Text(1, input), .. ExternalWeights.Text(2, output), .. ExternalWeights.Text(4, operation), .. ExternalWeights.Text(7, domain)])),
        .. ExternalWeights.Message(8, [.. ExternalWeights.Text(1, domain), .. ExternalWeights.Number(2, 1)]),
    ];

    /// <summary>The definition of an operator inside the file.</summary>
    public static byte[] Function(string domain, string operation) =>
        ExternalWeights.Message(25, [.. ExternalWeights.Text(1, operation), .. ExternalWeights.Text(10, domain)]);
}
