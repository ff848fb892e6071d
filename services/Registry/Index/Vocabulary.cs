using System.Text;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Registry.Index;

/// <summary>The distinct names of physicians in order. There are far fewer names than physicians, so a scan of all names for a part takes a fraction of a
/// millisecond.</summary>
internal sealed class Vocabulary
{
    // Sorts before every letter and occurs in no name.
    private const byte End = (byte)'\n';

    // Each name ends with a line feed, here as " de la tour" and as "delatour". A text that ends inside a word st is found in the first form only, for the
    // second writes saint.
    private readonly byte[] spaced;
    private readonly NameStarts spacedStarts;
    private readonly byte[] packed;
    private readonly NameStarts packedStarts;

    // Positions in packed where words begin, ordered by the text that follows; sound codes of names and words, ordered, with their names.
    private readonly int[] words;
    private readonly ulong[] sounds;
    private readonly int[] soundEntries;

    /// <param name="keys">Distinct keys in byte order.</param>
    public Vocabulary(IReadOnlyList<string> keys)
    {
        var (spacedText, packedText) = (new StringBuilder(), new StringBuilder());
        var (begun, heard) = (new List<int>(), new List<(ulong Sound, int Entry)>());
        var (spacedAt, packedAt) = (new int[keys.Count + 1], new int[keys.Count + 1]);
        for (var entry = 0; entry < keys.Count; entry++)
        {
            spacedText.Append(' ').Append(keys[entry]).Append((char)End);
            var parts = keys[entry].Split(' ');
            foreach (var part in parts)
            {
                begun.Add(packedText.Length);
                packedText.Append(NameKey.Saint(part));
            }

            heard.Add((FrenchSound.Of(packedText.ToString(packedAt[entry], packedText.Length - packedAt[entry])), entry));
            // A particle alone does not identify a name.
            if (parts.Length > 1)
                heard.AddRange(parts.Where(part => part.Length > 2).Select(part => (FrenchSound.Of(NameKey.Saint(part)), entry)));
            packedText.Append((char)End);
            spacedAt[entry + 1] = spacedText.Length;
            packedAt[entry + 1] = packedText.Length;
        }

        spacedStarts = new NameStarts(spacedAt);
        packedStarts = new NameStarts(packedAt);
        spaced = Encoding.ASCII.GetBytes(spacedText.ToString());
        packed = Encoding.ASCII.GetBytes(packedText.ToString());
        begun.Sort((one, other) => packed.AsSpan(one).SequenceCompareTo(packed.AsSpan(other)));
        words = [.. begun];
        var inOrder = heard.Where(pair => pair.Sound != 0).Distinct().Order().ToList();
        sounds = [.. inOrder.Select(pair => pair.Sound)];
        soundEntries = [.. inOrder.Select(pair => pair.Entry)];
    }

    public int Count => packedStarts.Count;

    /// <summary>A space and the key.</summary>
    public ReadOnlySpan<byte> Spaced(int entry) => spaced.AsSpan(spacedStarts[entry]..(spacedStarts[entry + 1] - 1));

    public string Key(int entry) => Encoding.ASCII.GetString(Spaced(entry)[1..]);

    /// <summary>Names of which a text is the beginning from any of their words: <see cref="NameMatch.BeginsWord"/>. A name may be given more than
    /// once.</summary>
    public void Beginning(byte[] wordStart, byte[] packedText, Action<int> found)
    {
        Holding(spaced, spacedStarts, wordStart, found);
        var (from, to) = Range(packedText);
        for (var place = from; place < to; place++)
            found(packedStarts.At(words[place]));
    }

    /// <summary>Names that contain a text: <see cref="NameMatch.IsPart"/>. A name may be given more than once.</summary>
    public void Holding(byte[] text, byte[] packedText, Action<int> found)
    {
        Holding(spaced, spacedStarts, text, found);
        Holding(packed, packedStarts, packedText, found);
    }

    /// <summary>Names that match the typed text.</summary>
    public void Find(TypedName typed, Matches found)
    {
        var (from, to) = Range(typed.Packed);
        for (var place = from; place < to; place++)
        {
            var entry = packedStarts.At(words[place]);
            if (words[place] != packedStarts[entry])
                found.Add(entry, MatchKind.Word);
            else
                found.Add(entry, packed[words[place] + typed.Packed.Length] == End ? MatchKind.Exact : MatchKind.Prefix);
        }

        if (typed.InTurn.Length > 1)
            FindWords(typed, found);
        if (typed.Packed.Length > 1 && found.Weakest >= MatchKind.Contains)
            Holding(packed, packedStarts, typed.Packed, entry => found.Add(entry, MatchKind.Contains));
        if (typed.Sound != 0 && found.Weakest >= MatchKind.SoundsAlike)
        {
            for (var place = LowerBound(sounds, typed.Sound); place < sounds.Length && sounds[place] == typed.Sound; place++)
                found.Add(soundEntries[place], MatchKind.SoundsAlike);
        }
    }

    /// <summary>Names in which each typed word begins a different word: initials, omitted or reordered words.</summary>
    private void FindWords(TypedName typed, Matches found)
    {
        var (from, to) = Range(typed.LongestFirst[0]);
        Span<Range> parts = stackalloc Range[16];
        for (var place = from; place < to; place++)
        {
            var entry = packedStarts.At(words[place]);
            var name = Spaced(entry)[1..];
            var count = 0;
            foreach (var part in name.Split((byte)' '))
            {
                if (count < parts.Length)
                    parts[count++] = part;
            }

            if (typed.InTurn.Length > count)
                continue;
            var inTurn = true;
            for (var i = 0; i < typed.InTurn.Length; i++)
                inTurn &= Begins(name[parts[i]], typed.InTurn[i]);
            if (inTurn || EachBegins(name, parts[..count], typed.LongestFirst))
                found.Add(entry, inTurn ? MatchKind.Prefix : MatchKind.Word);
        }
    }

    private static bool EachBegins(ReadOnlySpan<byte> name, ReadOnlySpan<Range> parts, byte[][] typed)
    {
        var taken = 0;
        foreach (var word in typed)
        {
            var part = 0;
            while (part < parts.Length && ((taken & (1 << part)) != 0 || !Begins(name[parts[part]], word)))
                part++;
            if (part == parts.Length)
                return false;
            taken |= 1 << part;
        }

        return true;
    }

    private static bool Begins(ReadOnlySpan<byte> word, byte[] typed) =>
        (word.SequenceEqual("st"u8) ? "saint"u8 : word.SequenceEqual("ste"u8) ? "sainte"u8 : word).StartsWith(typed);

    private static void Holding(byte[] text, NameStarts starts, byte[] part, Action<int> found)
    {
        for (var at = 0; text.AsSpan(at).IndexOf(part) is var step and >= 0;)
        {
            var entry = starts.At(at + step);
            found(entry);
            at = starts[entry + 1];
        }
    }

    /// <summary>Range of <see cref="words"/> that begin with a text.</summary>
    private (int From, int To) Range(byte[] text)
    {
        int First(bool after)
        {
            var (low, high) = (0, words.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                var order = packed.AsSpan(words[middle], Math.Min(text.Length, packed.Length - words[middle])).SequenceCompareTo(text);
                if (order < 0 || (after && order == 0))
                    low = middle + 1;
                else
                    high = middle;
            }

            return low;
        }

        return (First(after: false), First(after: true));
    }

    private static int LowerBound(ulong[] values, ulong value)
    {
        var place = Array.BinarySearch(values, value);
        if (place < 0)
            return ~place;
        while (place > 0 && values[place - 1] == value)
            place--;
        return place;
    }
}
