using System.Globalization;

namespace OrdreCouncils.Discipline.Cases;

internal static class ComplaintNumbers
{
    /// <summary>As the council writes it on its letters, e.g. <c>75-2026-0012</c>.</summary>
    public static string Of(string council, int year, int number) => string.Create(CultureInfo.InvariantCulture, $"{council}-{year}-{number:0000}");
}
