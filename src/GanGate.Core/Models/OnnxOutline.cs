namespace GanGate.Models;

/// <summary>What an .onnx file says of itself, without its weights.</summary>
internal sealed class OnnxOutline
{
    // What ONNX Runtime registers beside the standard ones.
    private static readonly string[] RuntimeDomains = ["com.microsoft", "com.microsoft.nchwc", "com.ms.internal.nhwc", "org.pytorch.aten", "com.microsoft.experimental"];

    private static readonly string[] StandardDomains = ["", "ai.onnx", "ai.onnx.ml", "ai.onnx.training", "ai.onnx.preview.training"];

    /// <summary>The version of the format.</summary>
    public long IrVersion { get; set; }

    /// <summary>The program that wrote it, with its version; empty where it does not say.</summary>
    public string Producer { get; set; } = "";

    /// <summary>The versions of the operators, by their domain; the standard ones' is empty.</summary>
    public SortedDictionary<string, long> Opsets { get; } = new(StringComparer.Ordinal);

    /// <summary>What it takes, without weights.</summary>
    public List<OnnxValue> Inputs { get; } = [];

    /// <summary>What it gives.</summary>
    public List<OnnxValue> Outputs { get; } = [];

    /// <summary>How often each operator is used: Conv, or with the domain before it com.acme:Fold.</summary>
    public SortedDictionary<string, int> Operators { get; } = new(StringComparer.Ordinal);

    /// <summary>The operators that the file defines itself.</summary>
    public HashSet<string> Functions { get; } = new(StringComparer.Ordinal);

    /// <summary>Its tensors of weights.</summary>
    public int WeightTensors { get; set; }

    /// <summary>The numbers in all of them.</summary>
    public long WeightNumbers { get; set; }

    /// <summary>The version of the standard operators; 0 where it does not say.</summary>
    public long Opset => Opsets.GetValueOrDefault("", Opsets.GetValueOrDefault("ai.onnx"));

    /// <summary>The operators of ONNX Runtime's own, which other programs do not know.</summary>
    public IEnumerable<string> RuntimeOperators => Operators.Keys.Where(name => RuntimeDomains.Contains(DomainOf(name)));

    /// <summary>The operators of somebody's own, without which nobody can run it.</summary>
    public IEnumerable<string> ForeignOperators => Operators.Keys.Where(
        name => !StandardDomains.Contains(DomainOf(name)) && !RuntimeDomains.Contains(DomainOf(name)) && !Functions.Contains(name));

    /// <summary>An operator's name with its domain.</summary>
    public static string NameOf(string domain, string operation) => domain is "" or "ai.onnx" ? operation : $"{domain}:{operation}";

    private static string DomainOf(string name) => name.LastIndexOf(':') is > 0 and int colon ? name[..colon] : "";
}

/// <summary>An input or output of a model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">ONNX's number of the type of its numbers; 0 where it is no tensor.</param>
/// <param name="Shape">Its lengths, -1 for those that are open; null where nothing is said of them.</param>
internal sealed record OnnxValue(string Name, int Type, long[]? Shape);
