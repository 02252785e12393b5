using System.Text.RegularExpressions;
using GanGate.Models;

namespace GanGate.Features;

/// <summary>Why ONNX Runtime cannot open a model: what to do about it, where the file shows it, and all that the runtime said.</summary>
internal static partial class OnnxTrouble
{
    /// <summary>The reason on one line.</summary>
    /// <param name="path">The model.</param>
    /// <param name="failure">What opening it threw.</param>
    public static string ReasonOf(string path, Exception failure)
    {
        string said = OnnxEnvironment.ReasonOf(failure);
        return OutlineOf(path) is OnnxOutline outline && CauseOf(outline, said) is string cause
            ? $"{cause} (ONNX Runtime: {said})"
            : $"ONNX Runtime cannot open it: {said}";
    }

    private static string? CauseOf(OnnxOutline outline, string said)
    {
        string[] foreign = [.. outline.ForeignOperators];
        if (foreign.Length > 0)
        {
            return $"it has operators that ONNX Runtime does not know, {string.Join(", ", foreign)}: export it with standard operators alone";
        }

        if (LastOpset().Match(said) is { Success: true } last)
        {
            string domain = last.Groups["domain"].Value;
            long needed = outline.Opsets.GetValueOrDefault(domain == "ai.onnx" ? "" : domain, outline.Opset);
            return $"it needs the operators of {domain} in version {needed}, and this ONNX Runtime has them up to {last.Groups["version"].Value}: "
                + "export it with a lower opset, or take a newer ONNX Runtime";
        }

        return LastFormat().Match(said) is { Success: true } format
            ? $"it is in version {outline.IrVersion} of the ONNX format, and this ONNX Runtime reads it up to {format.Groups["version"].Value}: "
                + "export it with an older onnx package, or take a newer ONNX Runtime"
            : null;
    }

    private static OnnxOutline? OutlineOf(string path)
    {
        try
        {
            return OnnxOutlineReader.Read(path);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"support for domain (?<domain>\S+) is till opset (?<version>\d+)")]
    private static partial Regex LastOpset();

    [GeneratedRegex(@"max supported IR version: (?<version>\d+)")]
    private static partial Regex LastFormat();
}
