namespace GanGate.Images;

/// <summary>
/// Orders names as people number them: runs of the digits 0 to 9 compare as numbers (img2 before img10),
/// everything else by UTF-16 code unit, whatever the system's language. Equal only for equal names.
/// </summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static NaturalOrder Comparer { get; } = new();

    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> left = x, right = y;
        while (left.Length > 0 && right.Length > 0)
        {
            int leftDigits = Digits(left), rightDigits = Digits(right);
            bool numbers = leftDigits > 0 && rightDigits > 0;
            int order = numbers ? CompareNumbers(left[..leftDigits], right[..rightDigits]) : left[0].CompareTo(right[0]);
            if (order != 0)
            {
                return order;
            }

            left = left[(numbers ? leftDigits : 1)..];
            right = right[(numbers ? rightDigits : 1)..];
        }

        int rest = left.Length.CompareTo(right.Length);
        return rest != 0 ? rest : string.CompareOrdinal(x, y); // 01 and 1 are the same number in two names
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }

    private static int CompareNumbers(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        left = left.TrimStart('0');
        right = right.TrimStart('0');
        int order = left.Length.CompareTo(right.Length);
        return order != 0 ? order : left.SequenceCompareTo(right);
    }
}
