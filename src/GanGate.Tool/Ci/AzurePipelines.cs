using System.Security.Cryptography;
using System.Text;

namespace GanGate.Tool.Ci;

/// <summary>Azure Pipelines: issues, output variables, the run's summary and the page as an artifact, by the agent's logging commands.</summary>
internal sealed class AzurePipelines(TextWriter output, Func<string, string?> environment) : CiSystem(output, environment)
{
    /// <summary>The name under which it is asked for.</summary>
    public const string Id = "azure";

    private const int KeyDigits = 8;

    /// <inheritdoc/>
    public override void Error(string code, string message) => Issue("error", code, message);

    /// <inheritdoc/>
    public override void Warning(string code, string message) => Issue("warning", code, message);

    /// <inheritdoc/>
    public override void Publish(CiResult result, CancellationToken cancellation)
    {
        SetOutputs(result.Outputs);

        // The agent reads the files after this process is gone, and empties the folder after the job.
        if (Environment("AGENT_TEMPDIRECTORY") is string folder && Directory.Exists(folder))
        {
            string key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(result.Subject.Name)))[..KeyDigits];
            string summary = Path.Combine(folder, $"gangate-{key}.md");
            AtomicFile.Write(summary, stream => stream.Write(Encoding.UTF8.GetBytes(MarkdownOf(result) + "\n")));
            Command($"##vso[task.uploadsummary]{Escape(summary)}");
        }

        if (result is { Failure: null, Page: string page })
        {
            Command($"##vso[artifact.upload containerfolder=gangate;artifactname=gangate]{Escape(Path.GetFullPath(page))}");
        }
    }

    /// <inheritdoc/>
    public override void SetOutputs(IEnumerable<KeyValuePair<string, string>> outputs)
    {
        foreach ((string name, string value) in outputs)
        {
            Command($"##vso[task.setvariable variable={EscapeProperty(name)};isOutput=true]{Escape(value)}");
        }
    }

    private void Issue(string level, string code, string message) =>
        Command($"##vso[task.logissue type={level};code={EscapeProperty(code)}]{Escape($"{code}: {message}")}");

    // The agent turns %AZP25 into %, where a plain %25 would stay as it is.
    private static string Escape(string text) => text
        .Replace("%", "%AZP25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string EscapeProperty(string text) => Escape(text)
        .Replace(";", "%3B", StringComparison.Ordinal)
        .Replace("]", "%5D", StringComparison.Ordinal);
}
