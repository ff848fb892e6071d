using System.Text;
using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Registry.Index;

/// <summary>A name, or a part of one, as a person typed it.</summary>
internal sealed class TypedName
{
    private TypedName(IReadOnlyCollection<string> words)
    {
        var packed = string.Concat(words);
        // The longest first: then the word of a name that each begins is found without backtracking.
        InTurn = [.. words.Select(Encoding.ASCII.GetBytes)];
        LongestFirst = [.. InTurn.OrderByDescending(word => word.Length)];
        Packed = Encoding.ASCII.GetBytes(packed);
        Sound = FrenchSound.Of(packed);
    }

    public byte[][] InTurn { get; }
    public byte[][] LongestFirst { get; }

    /// <summary>Without spaces.</summary>
    public byte[] Packed { get; }

    /// <summary>Sound code; 0 when the text is too short for one.</summary>
    public ulong Sound { get; }

    public static string[] Words(string text) => NameKey.Of(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <param name="words">Words as name keys.</param>
    public static TypedName Of(IEnumerable<string> words) => new([.. words.Select(NameKey.Saint)]);
}
