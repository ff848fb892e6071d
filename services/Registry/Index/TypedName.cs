using System.Text;
using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Registry.Index;

/// <summary>A name, or part of one, as somebody typed it.</summary>
internal sealed class TypedName
{
    private TypedName(IReadOnlyCollection<string> words)
    {
        var packed = string.Concat(words);
        // The longest first: which word of a name each begins is then found without trying again.
        InTurn = [.. words.Select(Encoding.ASCII.GetBytes)];
        LongestFirst = [.. InTurn.OrderByDescending(word => word.Length)];
        Packed = Encoding.ASCII.GetBytes(packed);
        Sound = FrenchSound.Of(packed);
    }

    public byte[][] InTurn { get; }
    public byte[][] LongestFirst { get; }

    /// <summary>Without spaces.</summary>
    public byte[] Packed { get; }

    /// <summary>As it sounds; 0 when too short to tell.</summary>
    public ulong Sound { get; }

    /// <summary>The words of a text, as <see cref="Of(IEnumerable{string})"/> takes them.</summary>
    public static string[] Words(string text) => NameKey.Of(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Of words that are keys.</summary>
    public static TypedName Of(IEnumerable<string> words) => new([.. words.Select(NameKey.Saint)]);
}
