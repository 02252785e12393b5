using GanGate.Settings;

namespace GanGate.Images;

/// <summary>Takes the images out of a source's files, and counts the pictures that are no part of it.</summary>
/// <param name="rules">What is left out.</param>
/// <param name="pattern">What a name has to match; null where all do.</param>
internal sealed class FileSieve(ImageFileRules rules, FilePattern? pattern = null)
{
    private readonly SortedDictionary<string, int> _unread = new(StringComparer.Ordinal);
    private int _leftOut;

    /// <summary>What was left out, in words; null where nothing was to be.</summary>
    public string? LeftOut => rules.Exclude is ExcludedFiles excluded
        ? FormattableString.Invariant($"{_leftOut:N0} {(_leftOut == 1 ? "picture" : "pictures")} left out ({excluded})")
        : null;

    /// <summary>The pictures that cannot be read, in words: 12 .avif and 3 .heic; empty where there are none.</summary>
    public string Unread
    {
        get
        {
            string[] kinds = [.. _unread.Select(kind => FormattableString.Invariant($"{kind.Value:N0} .{kind.Key}"))];
            return kinds.Length < 2 ? string.Concat(kinds) : $"{string.Join(", ", kinds[..^1])} and {kinds[^1]}";
        }
    }

    /// <summary>Whether a file is one of the source's images.</summary>
    /// <param name="name">Its name relative to the source, with / between its parts.</param>
    public bool Takes(string name)
    {
        if (pattern?.Matches(name) is false) return false;
        bool image = ImageEndings.IsImage(name);
        string? unread = image ? null : ImageEndings.UnreadIn(name);
        if (!image && unread is null) return false;
        if (IsExcluded(name)) return false;
        if (unread is not null) _unread[unread] = _unread.GetValueOrDefault(unread) + 1;
        return image;
    }

    /// <summary>Whether a file is left out whatever it is.</summary>
    public bool IsExcluded(string name)
    {
        bool excluded = rules.Exclude?.Hold(name) is true;
        if (excluded) _leftOut++;
        return excluded;
    }

    /// <summary>What there is to say of the pictures that were passed over.</summary>
    /// <param name="source">What the user called the source.</param>
    /// <exception cref="GanGateException">GG2052: there are some, and they should be an error.</exception>
    public IReadOnlyList<SourceRemark> RemarksOn(string source)
    {
        if (_unread.Count == 0) return [];
        if (!rules.EveryPicture)
        {
            return [new SourceRemark(
                ErrorCodes.PicturesPassedOver,
                $"passed over {Unread} in '{source}', pictures of kinds that cannot be read: convert them to PNG, or leave them out with "
                + $"{Setting.Exclude} '*.{_unread.First().Key}' ({Setting.EveryPicture} makes this an error)")];
        }

        throw new GanGateException(
            ErrorCodes.PicturesUnread,
            $"'{source}' holds {Unread}, pictures of kinds that cannot be read: convert them to PNG, or leave them out with "
            + $"{Setting.Exclude} '*.{_unread.First().Key}'");
    }
}
