using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Architecture;

/// <summary>A project of the solution, its references, and the namespaces that its assembly uses.</summary>
/// <param name="IsProcess">True for a service, the gateway and the launcher.</param>
internal sealed record Project(string Name, string Folder, bool IsProcess, IReadOnlyList<string> References)
{
    private static readonly string[] Roots = ["protos", "services", "gateway", "tests"];

    public static readonly IReadOnlyList<Project> All =
    [
        .. Roots.SelectMany(root => Directory.EnumerateFiles(Path.Combine(Repository.Root, root), "*.csproj", SearchOption.AllDirectories)).Select(Read),
    ];

    public static Project Of(string name) => All.Single(project => project.Name == name);

    public bool IsTest => Folder.StartsWith(Path.Combine(Repository.Root, "tests"), StringComparison.Ordinal);

    /// <summary>Direct and indirect project references.</summary>
    public IReadOnlySet<string> AllReferences() =>
        References.Concat(References.SelectMany(name => Of(name).AllReferences())).ToHashSet();

    /// <summary>Namespaces of the platform that the assembly's metadata references.</summary>
    public IReadOnlySet<string> UsedNamespaces()
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"OrdreCouncils.{Name}.dll"));
        using var file = new PEReader(stream);
        var reader = file.GetMetadataReader();
        return reader.TypeReferences.Select(handle => reader.GetString(reader.GetTypeReference(handle).Namespace))
            .Where(space => space.StartsWith("OrdreCouncils.", StringComparison.Ordinal)).ToHashSet();
    }

    /// <summary>Source files without generated files.</summary>
    public IEnumerable<string> Sources() => Sources(Folder);

    public static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/node_modules/", StringComparison.Ordinal));

    private static Project Read(string path)
    {
        var file = XDocument.Load(path);
        return new Project(
            Path.GetFileNameWithoutExtension(path),
            Path.GetDirectoryName(path)!,
            file.Root!.Attribute("Sdk")?.Value == "Microsoft.NET.Sdk.Web",
            [
                .. file.Descendants("ProjectReference")
                    .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))),
            ]);
    }
}
