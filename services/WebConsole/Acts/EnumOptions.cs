namespace OrdreCouncils.WebConsole.Acts;

/// <summary>Options of a field from values of the contract.</summary>
internal static class EnumOptions
{
    public static IReadOnlyList<Option> Of<T>(Func<T, string> words, params IEnumerable<T> values)
        where T : struct, Enum => [.. values.Select(value => new Option(value.ToString(), words(value)))];

    public static T Chosen<T>(this Answers answers, string field)
        where T : struct, Enum => Enum.TryParse<T>(answers.Text(field), out var chosen) ? chosen : default;

    /// <summary>Of a field of several options; a value that is none becomes unspecified, which the platform refuses.</summary>
    public static IEnumerable<T> AllChosen<T>(this Answers answers, string field)
        where T : struct, Enum => answers.All(field).Select(value => Enum.TryParse<T>(value, out var chosen) ? chosen : default);
}
