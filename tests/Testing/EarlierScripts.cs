using System.Globalization;
using System.Reflection;

namespace OrdreCouncils.Tests.Testing;

/// <summary>The migrations of an earlier release of a service, up to a number.</summary>
public sealed class EarlierScripts(Assembly assembly, int last) : Assembly
{
    public override AssemblyName GetName() => assembly.GetName();

    public override string[] GetManifestResourceNames() =>
    [
        .. assembly.GetManifestResourceNames().Where(
            name => name.Split(".Migrations.") is not [_, var script] || int.Parse(script.AsSpan(0, 4), CultureInfo.InvariantCulture) <= last),
    ];

    public override Stream? GetManifestResourceStream(string name) => assembly.GetManifestResourceStream(name);
}
