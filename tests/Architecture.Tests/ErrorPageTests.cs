using System.Reflection;
using System.Text.RegularExpressions;
using Grpc.Core;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Architecture;

/// <summary>The reasons in the code, in <c>docs/errors.md</c> and in the contract's comments are the same.</summary>
public partial class ErrorPageTests
{
    /// <summary>Values of the constants of each class of reasons, over all services and the gateway.</summary>
    private static readonly Dictionary<string, string[]> Classes = Project.All
        .Where(project => Path.GetRelativePath(Repository.Root, project.Folder).Split('/')[0] is "services" or "gateway")
        .SelectMany(project => Assembly.Load($"OrdreCouncils.{project.Name}").GetTypes())
        .Where(type => type.Name.EndsWith("Reasons", StringComparison.Ordinal))
        .ToDictionary(
            type => type.Name,
            type => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
                .Where(field => field.IsLiteral && field.Name != nameof(Reasons.Domain))
                .Select(field => (string)field.GetRawConstantValue()!)
                .ToArray());

    private static readonly HashSet<string> Statuses = [.. Enum.GetNames<StatusCode>().Select(name => Upper().Replace(name, "_$0").ToUpperInvariant())];

    [Fact]
    public void Page_HasASectionForEachClassOfReasons() =>
        Assert.Equal(Classes.Keys.Order(StringComparer.Ordinal), ErrorPage.Rows.Select(section => section.Key).Order(StringComparer.Ordinal));

    [Fact]
    public void Page_NamesEveryReasonAndNoOther()
    {
        foreach (var (name, reasons) in Classes)
            Assert.Equal(reasons.Order(StringComparer.Ordinal), ErrorPage.Rows[name].Select(row => row.Reason).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Page_NamesGrpcStatuses()
    {
        foreach (var (reason, statuses) in ErrorPage.Rows.SelectMany(section => section))
            Assert.All(statuses.Split(';')[0].Split(", "), status => Assert.True(Statuses.Contains(status), $"{reason}: {status}"));
    }

    [Fact]
    public void Contract_NamesStatusesAndReasonsThatExist()
    {
        var known = Classes.Values.SelectMany(reasons => reasons).Concat(Statuses).ToHashSet();
        foreach (var rpc in Contract.Rpcs)
        {
            var unknown = Word().Matches(ContractComments.Errors(rpc)).Select(match => match.Value).Where(word => !known.Contains(word));
            Assert.True(!unknown.Any(), $"{rpc.Path()}: {string.Join(", ", unknown)}");
        }
    }

    [GeneratedRegex(@"(?<!^)[A-Z]")]
    private static partial Regex Upper();

    // A single word in capitals may be an abbreviation; in backticks, or with an underscore, it is a status or a reason.
    [GeneratedRegex(@"\b[A-Z]+(_[A-Z]+)+\b|(?<=`)[A-Z]+(?=`)")]
    private static partial Regex Word();
}
