namespace OrdreCouncils.Registry.Register;

/// <summary>Compares names by their keys (<see cref="NameKey"/>). Spaces, hyphens and apostrophes do not count, so DES-CHAMPS is DESCHAMPS, and St is Saint.
/// The words of the registered name still count: MARIE begins MARIE CLAIRE, and MAR does not.</summary>
/// <remarks>The search index holds the same comparison over all names: see <c>Vocabulary</c>.</remarks>
internal static class NameMatch
{
    /// <summary>A key without spaces, with St as Saint.</summary>
    public static string Packed(string key) =>
        key.Contains(' ', StringComparison.Ordinal) ? string.Concat(key.Split(' ').Select(NameKey.Saint)) : NameKey.Saint(key);

    public static bool AreSame(string one, string other) => one == other || Packed(one) == Packed(other);

    /// <summary>Whether a text is the whole name or its first words.</summary>
    public static bool AreFirstWords(string text, string name)
    {
        var (sought, packed) = (Packed(text), Packed(name));
        return sought.Length > 0 && packed.StartsWith(sought, StringComparison.Ordinal) && Starts(name).Append(packed.Length).Contains(sought.Length);
    }

    /// <summary>Whether a text is the beginning of the name from any of its words.</summary>
    public static bool BeginsWord(string text, string name)
    {
        if (name.StartsWith(text, StringComparison.Ordinal) || name.Contains(' ' + text, StringComparison.Ordinal))
            return true;
        var (sought, packed) = (Packed(text), Packed(name));
        return Starts(name).Any(start => packed.AsSpan(start).StartsWith(sought));
    }

    /// <summary>Whether a text is anywhere in the name.</summary>
    public static bool IsPart(string text, string name) =>
        name.Contains(text, StringComparison.Ordinal) || Packed(name).Contains(Packed(text), StringComparison.Ordinal);

    // Places in the packed name where its words begin.
    private static IEnumerable<int> Starts(string name)
    {
        var start = 0;
        foreach (var word in name.Split(' '))
        {
            yield return start;
            start += NameKey.Saint(word).Length;
        }
    }
}
