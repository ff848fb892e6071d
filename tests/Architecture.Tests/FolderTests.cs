using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Architecture;

/// <summary>The folders of a project have no circular dependency, and each table is written by one folder only.</summary>
public class FolderTests
{
    [Theory]
    [InlineData("ServiceDefaults")]
    [InlineData("Registry")]
    [InlineData("Discipline")]
    [InlineData("MutualAid")]
    [InlineData("Communiques")]
    [InlineData("Gateway")]
    public void Folders_DependOnEachOtherInOneDirection(string project)
    {
        var uses = FolderUses.Of(Project.Of(project));
        Assert.NotEmpty(uses);

        var cycle = FolderUses.InCycles(uses);

        Assert.True(cycle.Count == 0, $"{project} has a cycle of folders:\n{string.Join('\n', cycle)}");
    }

    [Theory]
    [InlineData("ServiceDefaults")]
    [InlineData("Registry")]
    [InlineData("Discipline")]
    [InlineData("MutualAid")]
    [InlineData("Communiques")]
    public void Tables_AreWrittenByOneFolderEach(string project)
    {
        var writes = TableWrites.Of(Project.Of(project));
        Assert.NotEmpty(writes);

        var shared = writes.GroupBy(write => write.Table).Where(table => table.Select(write => write.Folder).Distinct().Count() > 1)
            .Select(table => $"{table.Key}: {string.Join(", ", table.Select(write => Path.GetRelativePath(Repository.Root, write.File)).Distinct())}");

        Assert.Empty(shared);
    }

    [Theory]
    [InlineData("ServiceDefaults")]
    [InlineData("Registry")]
    [InlineData("Discipline")]
    [InlineData("MutualAid")]
    [InlineData("Communiques")]
    public void Tables_AreNamedWhereTheyAreWritten(string project)
    {
        // BulkInsert gets the table name from its callers, and their files have it as a literal.
        var unnamed = TableWrites.Unnamed(Project.Of(project)).Where(file => Path.GetFileName(file) != "BulkInsert.cs");

        Assert.Empty(unnamed);
    }
}
