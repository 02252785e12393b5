namespace GanGate.Models;

/// <summary>One source did not give the file.</summary>
/// <param name="reason">Why, for a person.</param>
/// <param name="again">Whether the same source may do better when asked again.</param>
/// <param name="wrongContent">Whether a whole file came, with other content.</param>
/// <param name="inner">What led to it.</param>
internal sealed class ModelDownloadException(string reason, bool again, bool wrongContent = false, Exception? inner = null)
    : Exception(reason, inner)
{
    public bool Again { get; } = again;

    public bool WrongContent { get; } = wrongContent;
}
