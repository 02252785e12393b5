using System.Runtime.Serialization;
using System.Runtime.Serialization.Json;
using System.Text;

namespace GanGate.MSBuild;

/// <summary>What came of a run of the tool, as the tool writes it: errors, warnings and the text of the result.</summary>
[DataContract]
internal sealed class ToolOutcome
{
    /// <summary>The lines of the result.</summary>
    [DataMember(Name = "text")]
    public string[] Text { get; private set; } = [];

    /// <summary>A line for each verdict: word, gate and score, and where it passed its rules.</summary>
    [DataMember(Name = "verdicts")]
    public ToolVerdict[]? Verdicts { get; private set; }

    /// <summary>Errors and warnings.</summary>
    [DataMember(Name = "messages")]
    public ToolMessage[] Messages { get; private set; } = [];

    /// <summary>Reads JSON; nothing where the tool wrote none, or not all of it.</summary>
    public static ToolOutcome Parse(string json)
    {
        try
        {
            using MemoryStream stream = new(Encoding.UTF8.GetBytes(json));
            return json.Length == 0 ? new ToolOutcome() : (ToolOutcome)new DataContractJsonSerializer(typeof(ToolOutcome)).ReadObject(stream);
        }
        catch (SerializationException)
        {
            return new ToolOutcome();
        }
    }

    /// <summary>An outcome with another error.</summary>
    public ToolOutcome With(string code, string message) =>
        new() { Text = Text, Verdicts = Verdicts, Messages = Messages.Append(new ToolMessage(code, message)).ToArray() };

    /// <summary>The JSON of it.</summary>
    public string ToJson()
    {
        using MemoryStream stream = new();
        new DataContractJsonSerializer(typeof(ToolOutcome)).WriteObject(stream, this);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

/// <summary>The verdict of a gate, or of one of its classes or references.</summary>
[DataContract]
internal sealed class ToolVerdict
{
    /// <summary>Whether every rule is kept.</summary>
    [DataMember(Name = "passed")]
    public bool Passed { get; private set; }

    /// <summary>One line of it.</summary>
    [DataMember(Name = "line")]
    public string Line { get; private set; } = "";
}

/// <summary>An error or a warning of the tool.</summary>
[DataContract]
internal sealed class ToolMessage
{
    /// <summary>An error that is of no gate.</summary>
    public ToolMessage(string code, string message) => (Level, Code, Message) = ("error", code, message);

    /// <summary>GG and four digits.</summary>
    [DataMember(Name = "code")]
    public string Code { get; private set; }

    /// <summary>What went wrong and what to do.</summary>
    [DataMember(Name = "message")]
    public string Message { get; private set; }

    /// <summary>The gate, or its class or reference; null where it is of none.</summary>
    [DataMember(Name = "gate")]
    public string? Gate { get; private set; }

    /// <summary>More lines, such as the names of bad files.</summary>
    [DataMember(Name = "details")]
    public string[] Details { get; private set; } = [];

    /// <summary>Whether it is an error.</summary>
    public bool IsError => Level == "error";

    [DataMember(Name = "level")]
    private string Level { get; set; }
}
