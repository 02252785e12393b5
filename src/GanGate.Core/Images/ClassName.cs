using System.Globalization;
using System.Text;

namespace GanGate.Images;

/// <summary>
/// Names of classes in Unicode's composed form (NFC; Unicode Standard Annex 15), in which two names that look the same are the same: macOS
/// writes an accent behind its letter, other systems one character for both. .NET's own normalisation does nothing where the program runs
/// without the culture data of a system, as the command does.
/// </summary>
internal static class ClassName
{
    // No character before it is ever composed or reordered.
    private const char FirstMark = '\u0300';

    private static readonly Lazy<Forms> Known = new(Forms.Read);

    /// <summary>A name in its composed form.</summary>
    public static string Of(string name)
    {
        if (!name.AsSpan().ContainsAnyExceptInRange('\0', (char)(FirstMark - 1))) return name;

        Forms forms = Known.Value;
        List<int> characters = [];
        foreach (Rune rune in name.EnumerateRunes()) forms.Decompose(rune.Value, characters);
        forms.Order(characters);
        StringBuilder composed = new();
        foreach (int character in forms.Compose(characters)) composed.Append(new Rune(character).ToString());
        return composed.ToString();
    }

    /// <summary>The canonical decompositions and combining classes of Unicode.</summary>
    private sealed class Forms
    {
        private readonly Dictionary<int, int[]> _parts = [];
        private readonly Dictionary<(int First, int Second), int> _composed = [];
        private readonly Dictionary<int, int> _classes = [];

        /// <summary>Reads the table of this assembly.</summary>
        public static Forms Read()
        {
            Forms forms = new();
            using Stream stream = typeof(Forms).Assembly.GetManifestResourceStream("GanGate.Images.CanonicalForms.txt")!;
            using StreamReader reader = new(stream);
            reader.ReadLine();
            foreach (string entry in reader.ReadToEnd().Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)) forms.Add(entry);
            return forms;
        }

        /// <summary>Adds the full decomposition of a character.</summary>
        public void Decompose(int character, List<int> characters)
        {
            if (Hangul.Decompose(character, characters)) return;
            if (!_parts.TryGetValue(character, out int[]? parts)) characters.Add(character);
            else Array.ForEach(parts, part => Decompose(part, characters));
        }

        /// <summary>Sorts the marks behind each letter by their classes, those of one class as they stand.</summary>
        public void Order(List<int> characters)
        {
            for (int i = 1; i < characters.Count; i++)
            {
                int character = characters[i], own = ClassOf(character), place = i;
                for (; own > 0 && place > 0 && ClassOf(characters[place - 1]) > own; place--) characters[place] = characters[place - 1];
                characters[place] = character;
            }
        }

        /// <summary>Joins each mark with its letter where there is one character for both.</summary>
        public List<int> Compose(List<int> characters)
        {
            List<int> result = [];
            int starter = -1, last = -1;
            foreach (int character in characters)
            {
                int own = ClassOf(character);
                bool blocked = starter < 0 || (result.Count > starter + 1 && last >= own);
                if (!blocked && ComposedOf(result[starter], character) is int both)
                {
                    result[starter] = both;
                    continue;
                }

                if (own == 0) starter = result.Count;
                last = own;
                result.Add(character);
            }

            return result;
        }

        private void Add(string entry)
        {
            if (entry.Split(':') is [string range, string value])
            {
                int[] ends = Array.ConvertAll(range.Split('-'), Number);
                for (int character = ends[0]; character <= ends[1]; character++) _classes[character] = int.Parse(value, CultureInfo.InvariantCulture);
                return;
            }

            string[] sides = entry.Split('=', '>');
            int whole = Number(sides[0]);
            int[] parts = Array.ConvertAll(sides[1].Split('+'), Number);
            _parts.Add(whole, parts);
            if (entry.Contains('=', StringComparison.Ordinal)) _composed.Add((parts[0], parts[1]), whole);
        }

        private int? ComposedOf(int first, int second) =>
            Hangul.ComposedOf(first, second) ?? (_composed.TryGetValue((first, second), out int both) ? both : null);

        private int ClassOf(int character) => _classes.GetValueOrDefault(character);

        private static int Number(string hex) => int.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    /// <summary>Korean syllables are computed from their letters (The Unicode Standard, section 3.12).</summary>
    private static class Hangul
    {
        private const int Syllables = 0xAC00, Leads = 0x1100, Vowels = 0x1161, Tails = 0x11A7;
        private const int LeadCount = 19, VowelCount = 21, TailCount = 28, SyllableCount = LeadCount * VowelCount * TailCount;

        public static bool Decompose(int character, List<int> characters)
        {
            int index = character - Syllables, tail = index % TailCount;
            if (index is < 0 or >= SyllableCount) return false;
            characters.Add(Leads + (index / (VowelCount * TailCount)));
            characters.Add(Vowels + (index / TailCount % VowelCount));
            if (tail > 0) characters.Add(Tails + tail);
            return true;
        }

        public static int? ComposedOf(int first, int second)
        {
            int lead = first - Leads, vowel = second - Vowels, tail = second - Tails, syllable = first - Syllables;
            if (lead is >= 0 and < LeadCount && vowel is >= 0 and < VowelCount) return Syllables + (((lead * VowelCount) + vowel) * TailCount);
            return syllable is >= 0 and < SyllableCount && syllable % TailCount == 0 && tail is > 0 and < TailCount ? first + tail : null;
        }
    }
}
