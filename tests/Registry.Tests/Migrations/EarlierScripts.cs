using System.Reflection;

namespace OrdreCouncils.Tests.Registry.Migrations;

/// <summary>The scripts of an earlier release.</summary>
internal sealed class EarlierScripts(Assembly assembly, int last) : Assembly
{
    public override AssemblyName GetName() => assembly.GetName();

    public override string[] GetManifestResourceNames() =>
        [.. assembly.GetManifestResourceNames().Where(name => name.Split(".Migrations.") is not [_, var script] || int.Parse(script.AsSpan(0, 4), null) <= last)];

    public override Stream? GetManifestResourceStream(string name) => assembly.GetManifestResourceStream(name);
}
