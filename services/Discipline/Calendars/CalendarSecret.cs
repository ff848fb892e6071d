using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using OrdreCouncils.ServiceDefaults.Secrets;

namespace OrdreCouncils.Discipline.Calendars;

/// <summary>The secret part of a feed's address: 256 bits, as 64 hexadecimal digits.</summary>
internal static class CalendarSecret
{
    private const int Length = 64;
    private const string Suffix = ".ics";
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>A keyed digest of the feed's id, not random bits: the answer that is kept for a repeated call can leave it out, and repeating the call still
    /// tells it.</summary>
    public static string Of(string feedId, Blinder blinder) => blinder.Blind($"calendar-feed:{feedId}");

    public static string Path(string secret) => $"{CalendarPages.Folder}/{secret}{Suffix}";

    /// <summary>Null for a file name that no feed has.</summary>
    public static string? OfFile(string file) =>
        file.Length == Length + Suffix.Length && file.EndsWith(Suffix, StringComparison.Ordinal) && !file.AsSpan(0, Length).ContainsAnyExcept(Digits)
            ? file[..Length]
            : null;

    /// <summary>Digest of the secret address, which the store keeps in its place: the time of a look-up by digest tells nothing of the secret.</summary>
    public static string Digest(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));
}
