namespace OrdreCouncils.Registry.Index;

/// <summary>Sound code of a French name: spellings that a listener cannot tell apart share a code, and so do some that differ. Based on Phonex (Frédéric
/// Brouard, 1999), which adapts Soundex (Robert C. Russell, US patent 1,261,167, 1918) to French: mute letters fall, groups of letters become one sound. Fewer
/// groups than Phonex: f for ph, k for c, q and ch before a consonant, one sound for each nasal vowel, for au and o, for ai, ei, eu and e.</summary>
internal static class FrenchSound
{
    private const int LongestCode = 12;
    private const int BitsOfSound = 5;
    private const string Sounds = " abdefgijklmnoprstuvSN1234";

    /// <summary>Code of letters a to z and digits; 0 when the name has fewer than two sounds.</summary>
    public static ulong Of(string name)
    {
        var text = WithoutMuteH(name);
        var end = Spoken(text);
        var code = new List<char>(LongestCode);
        for (var at = 0; at < end && code.Count < LongestCode;)
        {
            var (sound, length) = Group(text, at, end);
            if (sound != ' ' && (code.Count == 0 || code[^1] != sound))
                code.Add(sound);
            at += length;
        }

        return code.Count < 2 ? 0 : code.Aggregate(0UL, (packed, sound) => (packed << BitsOfSound) | (uint)Sounds.IndexOf(sound, StringComparison.Ordinal));
    }

    /// <summary>An h counts only in ch, ph and sh.</summary>
    private static string WithoutMuteH(string name) => name.Contains('h', StringComparison.Ordinal)
        ? string.Concat(name.Where((letter, at) => letter != 'h' || (at > 0 && name[at - 1] is 'c' or 'p' or 's')))
        : name;

    /// <summary>Start of the final consonants that are not pronounced. A mute e is kept: the consonant before it is pronounced.</summary>
    private static int Spoken(string text)
    {
        var end = text.Length;
        while (end > 2 && text[end - 1] is 's' or 'x' or 'z' or 't' or 'd' or 'p')
        {
            if (text[end - 1] == 'z' && text[end - 2] == 'e')
                break;
            end--;
        }

        return end;
    }

    private static (char Sound, int Length) Group(string text, int at, int end)
    {
        var rest = text.AsSpan(at);
        var letter = rest[0];
        if (letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y')
            return Vowel(text, rest, at, end);
        return letter switch
        {
            'p' when rest.StartsWith("ph") => ('f', 2),
            'c' when rest.StartsWith("chr") || rest.StartsWith("chl") => ('k', 2),
            'c' when rest.StartsWith("ch") => ('S', 2),
            's' when rest.StartsWith("sch") => ('S', 3),
            's' when rest.StartsWith("sh") => ('S', 2),
            's' when rest.StartsWith("sce") || rest.StartsWith("sci") => ('s', 2),
            'c' when After(rest, 1) is 'e' or 'i' or 'y' => ('s', 1),
            'c' => ('k', 1),
            'q' => ('k', After(rest, 1) == 'u' ? 2 : 1),
            'g' when After(rest, 1) == 'n' => ('N', 2),
            'g' when After(rest, 1) is 'e' && After(rest, 2) is 'a' or 'o' => ('j', 2),
            'g' when After(rest, 1) is 'e' or 'i' or 'y' => ('j', 1),
            'g' when After(rest, 1) is 'u' && After(rest, 2) is 'e' or 'i' or 'y' => ('g', 2),
            'b' when After(rest, 1) == 'v' => (' ', 1),
            'h' => (' ', 1),
            'w' => ('v', 1),
            'z' or 'x' => ('s', 1),
            >= 'a' and <= 'z' => (letter, 1),
            _ => (' ', 1),
        };
    }

    private static (char Sound, int Length) Vowel(string text, ReadOnlySpan<char> rest, int at, int end)
    {
        foreach (var nasal in Nasals)
        {
            // Before a vowel, or another n or m, an n is a sound of its own.
            if (rest.StartsWith(nasal.Letters) && After(rest, nasal.Letters.Length) is not ('a' or 'e' or 'i' or 'o' or 'u' or 'y' or 'n' or 'm'))
                return (nasal.Sound, nasal.Letters.Length);
        }

        if (rest.StartsWith("eau"))
            return ('o', 3);
        if (rest.StartsWith("aul") && After(rest, 3) is 't' or 'd' or 'x')
            return ('o', 3);
        if (rest.StartsWith("au"))
            return ('o', 2);
        if (rest.StartsWith("oeu"))
            return ('e', 3);
        if (rest.StartsWith("ou"))
            return ('u', 2);
        if (rest.StartsWith("oi") || rest.StartsWith("oy"))
            return ('4', 2);
        if (rest.StartsWith("eu") || rest.StartsWith("oe") || rest.StartsWith("ai") || rest.StartsWith("ay") || rest.StartsWith("ei") || rest.StartsWith("ey"))
            return ('e', 2);
        if (at + 2 == text.Length && rest is "er" or "ez" or "et")
            return ('e', 2);
        if (rest.StartsWith("ea") && at > 0 && text[at - 1] is 'j' or 'g')
            return ('a', 2);
        return rest[0] switch
        {
            // Final letters that are mute unless nothing else is left.
            'e' when at + 1 == end && at > 2 => (' ', 1),
            'y' => ('i', 1),
            _ => (rest[0], 1),
        };
    }

    private static readonly (string Letters, char Sound)[] Nasals =
    [
        ("ain", '1'), ("aim", '1'), ("ein", '1'), ("eim", '1'), ("ean", '2'), ("oin", '1'),
        ("in", '1'), ("im", '1'), ("yn", '1'), ("ym", '1'), ("un", '1'), ("um", '1'),
        ("an", '2'), ("am", '2'), ("en", '2'), ("em", '2'), ("on", '3'), ("om", '3'),
    ];

    private static char After(ReadOnlySpan<char> rest, int places) => places < rest.Length ? rest[places] : ' ';
}
