using System.Text;
using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Registry.Fhir.Search;

/// <summary>A parameter with its values. One value must match; several criteria must all match.</summary>
internal sealed record Criterion(SearchParameter Parameter, string Modifier, IReadOnlyList<object> Values)
{
    /// <summary>The parameter's name as the caller wrote it, also for the parameter that a chain or <c>_has</c> stands for.</summary>
    public string Name { get; private init; } = Parameter.Name;

    /// <summary>Values of the type that the parameter's kind has.</summary>
    public IEnumerable<T> As<T>() => Values.Cast<T>();

    /// <summary>The same values for the parameter that this one stands for.</summary>
    public Criterion Inner() => this with { Parameter = Parameter.Of!.Value.Parameter };
}

/// <summary><c>system|code</c>.</summary>
/// <param name="System">Null for any; empty for none.</param>
/// <param name="Code">Empty for every code of the system.</param>
internal sealed record TokenValue(string? System, string Code)
{
    public bool Is(string system, string code) => (System is null || System == system) && (Code.Length == 0 || Code == code);
}

/// <summary>A text to find in names.</summary>
/// <param name="Text">As written, for <c>:exact</c>.</param>
/// <param name="Key">As names are searched: see <see cref="NameKey"/>.</param>
internal sealed record StringValue(string Text, string Key)
{
    /// <summary>The key as bytes: as it is, at the start of a word, and without spaces.</summary>
    public byte[] Anywhere { get; } = Encoding.ASCII.GetBytes(Key);
    public byte[] WordStart { get; } = Encoding.ASCII.GetBytes(" " + Key);
    public byte[] Packed { get; } = Encoding.ASCII.GetBytes(NameMatch.Packed(Key));
}

internal sealed record ReferenceValue(string Id)
{
    /// <summary>A resource of another server, which none here equals.</summary>
    public static readonly ReferenceValue Elsewhere = new("");
}
