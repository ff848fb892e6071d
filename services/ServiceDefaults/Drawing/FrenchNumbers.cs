using System.Globalization;

namespace OrdreCouncils.ServiceDefaults.Drawing;

/// <summary>Numbers in French text, whatever the machine's culture.</summary>
public static class FrenchNumbers
{
    /// <summary>Narrow no-break spaces between thousands: <c>341 000</c>.</summary>
    private static readonly NumberFormatInfo French = new() { NumberGroupSeparator = "\u202f" };

    public static string Text(long count) => count.ToString("#,0", French);
}
