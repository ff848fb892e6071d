using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Core.Interceptors;
using OrdreCouncils.Development.Channels;
using OrdreCouncils.Development.Identity;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.Tests.Testing.Fuzz;
using Xunit;

namespace OrdreCouncils.Tests.Testing;

/// <summary>Every RPC that reads × every role that its access rule admits: whoever was shown a person is in the access log under that person. The requests are
/// those that a test made before, repeated as each identity.</summary>
public sealed class ReadMatrix : Interceptor
{
    // A test that pages or polls repeats itself.
    private const int RequestsPerRpc = 4;

    private readonly ConcurrentDictionary<string, ConcurrentQueue<byte[]>> requests = new();

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var known = requests.GetOrAdd(context.Method.FullName, _ => []);
        if (known.Count < RequestsPerRpc)
            known.Enqueue(((IMessage)request).ToByteArray());
        return continuation(request, context);
    }

    /// <summary>Repeats the requests, stops the host and compares what was shown with the access log.</summary>
    /// <param name="app">Started with this matrix as <see cref="ServiceApp.Recorder"/>.</param>
    /// <param name="services">Every service of the contract that this host answers.</param>
    /// <param name="others">Names of the RPCs that change something, or show the caller's own data.</param>
    /// <param name="identities">At least one of each role, whose scope has a person to show; <c>name@desk</c> for a token that names a desk.</param>
    /// <param name="shows">For a value of an answer's text field, such as an RPPS number: the subject under which the read must be logged.</param>
    public async Task HoldAsync(
        ServiceApp app, IEnumerable<ServiceDescriptor> services, IEnumerable<string> others, IReadOnlyList<string> identities,
        IReadOnlyDictionary<string, string> shows)
    {
        var reads = services.SelectMany(service => service.Methods).Where(rpc => !rpc.IsServerStreaming && !others.Contains(rpc.Name)).ToList();
        var expected = new HashSet<string>();
        var unanswered = new SortedSet<string>(StringComparer.Ordinal);
        using var channel = BearerChannel.Open(app.GrpcAddress, null);
        var invoker = channel.CreateCallInvoker();
        foreach (var rpc in reads)
        {
            var path = $"/{rpc.Service.FullName}/{rpc.Name}";
            Assert.True(requests.TryGetValue(path, out var bodies), $"No request of {path} was made.");
            var rule = rpc.GetOptions().GetExtension(AccessExtensions.Access);
            foreach (var role in rule.Roles)
            {
                var answered = false;
                foreach (var identity in identities.Where(identity => RolesOf(identity).Contains(role)))
                {
                    var token = await TestIdentities.TokenAsync(identity);
                    foreach (var body in bodies)
                    {
                        var (status, answer) = await RawCalls.CallAsync(invoker, rpc, body, token);
                        if (status != StatusCode.OK)
                            continue;
                        answered = true;
                        expected.UnionWith(Texts(rpc.OutputType.Parser.ParseFrom(answer)).Where(shows.ContainsKey).Select(text => $"{path} {Name(identity)} {shows[text]}"));
                    }
                }

                if (!answered)
                    unanswered.Add($"{rpc.Name} as {role}");
            }
        }

        await app.Host.StopAsync();
        var logged = await app.Database.ReadAsync(
            sql => sql.QueryAsync<(string Operation, string Actor, string Subject)>("select distinct operation, actor, subject from record_accesses where granted = true"),
            CancellationToken.None);
        var missing = expected.Except(logged.Select(read => $"{read.Operation} {read.Actor} {read.Subject}")).Order().ToList();
        Assert.True(missing.Count == 0, $"No entry tells: {string.Join(", ", missing)}");
        Assert.True(unanswered.Count == 0, $"No identity was answered: {string.Join(", ", unanswered)}");
        Assert.NotEmpty(expected);
    }

    private static FrozenSet<Role> RolesOf(string identity) =>
        Desks.Seated(DevIdentity.Find(Name(identity))!.Roles.Select(RoleGrants.ByClaim), identity.Split('@')[1..]);

    private static string Name(string identity) => identity.Split('@')[0];

    private static IEnumerable<string> Texts(IMessage message) => message.Descriptor.Fields.InDeclarationOrder().SelectMany(field => Texts(field.Accessor.GetValue(message)));

    private static IEnumerable<string> Texts(object? value) => value switch
    {
        string text => [text],
        IMessage message => Texts(message),
        IDictionary => [],
        IEnumerable many => many.Cast<object>().SelectMany(Texts),
        _ => [],
    };
}
