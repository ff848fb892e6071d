using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;
using OrdreCouncils.ServiceDefaults.Admissions;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Architecture;

/// <summary>Each person whom an answer names is in the access log: a new RPC or field cannot avoid it silently. The AccessLogTests of each service call the
/// RPCs, and fail for an RPC that their tables do not name.</summary>
public sealed partial class ReadLogTests
{
    // The comment of each field says why; the handlers of these log the read by themselves, or show nothing of the person.
    private static readonly string[] Unlogged =
    [
        "ordre.mutualaid.v1.Beneficiary.rpps", "ordre.registry.internal.v1.RegisterNumber.rpps", "ordre.registry.v1.GetPhysicianResponse.merged_into",
        "ordre.registry.v1.GetPhysicianResponse.physician", "ordre.registry.v1.PhysicianChange.merged_into",
        "ordre.registry.v1.PhysicianChange.physician",
        "ordre.registry.v1.PhysicianChange.rpps",
        "ordre.registry.v1.VerificationAnswer.merged_into", "ordre.registry.v1.VerificationAnswer.rpps",
        "ordre.registry.v1.VerifyRegistrationResponse.merged_into", "ordre.registry.v1.VerifyRegistrationResponse.rpps",
        "ordre.registry.v1.WatchedPhysician.rpps", "ordre.registry.v1.WebhookDelivery.rpps",
    ];

    [Fact]
    public void Fields_WithAnRppsNumber_HaveANameThatTheAccessLogKnows()
    {
        var numbers = Answers().Where(field => field.FieldType == FieldType.String && RppsNumber().IsMatch(Comment(field))).ToList();

        Assert.True(numbers.Count > 15, "The comments are read.");
        Assert.Empty(numbers.Where(field => !ShownPersons.Fields.Contains(field.Name)).Select(field => field.FullName));
    }

    [Fact]
    public void Fields_ThatAreNotLogged_AreTheKnownOnes() => Assert.Equal(
        Unlogged,
        Answers().Where(field => field.GetOptions()?.GetExtension(OrdreCouncils.Protos.Common.V1.AccessExtensions.Unlogged) == true)
            .Select(field => field.FullName).Order(StringComparer.Ordinal));

    /// <summary>The interceptor reads single answers; the handlers of streams log what they send.</summary>
    [Fact]
    public void Streams_HaveNoFieldThatOnlyTheInterceptorWouldLog() =>
        Assert.Empty(Contract.Rpcs.Where(rpc => rpc.IsServerStreaming && ShownPersons.Names(rpc)).Select(rpc => rpc.Path()));

    private static IEnumerable<FieldDescriptor> Answers() => Contract.Rpcs.SelectMany(rpc => rpc.OutputType.Reaches()).Distinct()
        .SelectMany(message => message.Fields.InDeclarationOrder());

    private static string Comment(FieldDescriptor field)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "protos", field.File.Name));
        var message = Array.FindIndex(lines, line => line.StartsWith($"message {field.ContainingType.Name} {{", StringComparison.Ordinal));
        var at = Array.FindIndex(lines, message, line => Regex.IsMatch(line, $@"\sstring {field.Name} = {field.FieldNumber}\b"));
        return string.Join(' ', lines[..at].Reverse().TakeWhile(line => line.TrimStart().StartsWith("//", StringComparison.Ordinal)).Reverse());
    }

    [GeneratedRegex("RPPS number|kept number of")]
    private static partial Regex RppsNumber();
}
