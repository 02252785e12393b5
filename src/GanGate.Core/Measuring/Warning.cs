using System.Text.Json.Serialization;
using GanGate.Settings;

namespace GanGate.Measuring;

/// <summary>Something that a person should know of a result that it does not fail for.</summary>
/// <param name="Error">The code under which it is reported.</param>
/// <param name="Message">One line with the cause and what to do.</param>
[method: JsonConstructor]
public sealed record Warning(ErrorCode Error, string Message)
{
    /// <summary>Creates a warning that names settings.</summary>
    internal Warning(ErrorCode error, Sentence message)
        : this(error, message.ToString()) => Sentence = message;

    /// <summary>The message, in the words of any face.</summary>
    [JsonIgnore]
    internal Sentence Sentence { get; } = Message;
}
