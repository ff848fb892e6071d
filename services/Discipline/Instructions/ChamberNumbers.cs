using System.Globalization;

namespace OrdreCouncils.Discipline.Instructions;

internal static class ChamberNumbers
{
    public static string Of(string chamber, int year, int number) => string.Create(CultureInfo.InvariantCulture, $"{chamber}-{year}-{number:0000}");
}
