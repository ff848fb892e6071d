using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline;

internal static class PersonNames
{
    /// <summary>One person by name: the same words in any order, whatever their capitals. Accents count.</summary>
    public static bool AreSame(string one, string other) => Words(one).SequenceEqual(Words(other));

    private static IEnumerable<string> Words(string name) => TextKey.Of(name).Split(' ').Order(StringComparer.Ordinal);

    /// <summary>No person occurs twice.</summary>
    public static bool AreDistinct(IReadOnlyList<string> names) => names.DistinctBy(name => string.Join(' ', Words(name))).Count() == names.Count;
}
