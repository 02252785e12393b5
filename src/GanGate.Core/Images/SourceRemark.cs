using GanGate.Settings;

namespace GanGate.Images;

/// <summary>Something about a source that a person should know of its images' measurement.</summary>
/// <param name="Error">The code under which it is reported.</param>
/// <param name="Message">One line with the cause and what to do.</param>
public sealed record SourceRemark(ErrorCode Error, string Message)
{
    /// <summary>Creates a remark that names settings.</summary>
    internal SourceRemark(ErrorCode error, Sentence message)
        : this(error, message.ToString()) => Sentence = message;

    /// <summary>The message, in the words of any face.</summary>
    internal Sentence Sentence { get; } = Message;
}
