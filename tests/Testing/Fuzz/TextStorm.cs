using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Xml;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;
using OrdreCouncils.Development.Channels;
using Xunit;

namespace OrdreCouncils.Tests.Testing.Fuzz;

/// <summary>Sends characters of every Unicode plane in every text field of every RPC of a service. No call may end with a fault of the server, and no answer
/// may hold a text that cannot be stored and shown. The host may log no error, which disposing it checks.</summary>
public static class TextStorm
{
    private const int Callers = 8;
    private const int Planes = 17;
    private const int Seed = 20261126;

    /// <summary>Places within a plane that differ from their neighbours in at least one plane.</summary>
    private static readonly int[] Corners =
    [
        0, 1, 9, 10, 13, 0x1F, 0x41, 0x7F, 0x85, 0xA0, 0xAD, 0x100, 0x301, 0x34F, 0x61C, 0x1160, 0x200B, 0x200D, 0x2028, 0x202E, 0x2066, 0x212B, 0x2800, 0x3000,
        0xD400, 0xD7FF, 0xDC00, 0xE000, 0xF3FB, 0xF800, 0xFB03, 0xFDD0, 0xFE0F, 0xFEFF, 0xFFFD, 0xFFFE, 0xFFFF,
    ];

    /// <param name="values">Values by field name that the service knows.</param>
    /// <param name="day">A day that the service's clock has passed.</param>
    /// <param name="whole">Cases of a whole storm.</param>
    /// <param name="echo">Full name of a field that repeats a text of the request as it was sent, by contract.</param>
    public static async Task RunAsync(
        ServiceApp app, IReadOnlyList<string> identities, IReadOnlyDictionary<string, string> values, DateOnly day, int whole = 20_000, string echo = "")
    {
        var cases = Storm.Cases(whole);
        var messages = new FullMessages(values, day, echo);
        var tokens = await Task.WhenAll(identities.Select(identity => TestIdentities.TokenAsync(identity)));
        using var channel = BearerChannel.Open(app.GrpcAddress, null);
        var invoker = channel.CreateCallInvoker();
        var admitted = await AdmittedAsync(invoker, Methods(app), tokens, messages);
        var fields = admitted.Keys.SelectMany(method => FullMessages.TextFields(method.InputType).Select(field => (Method: method, Field: field))).ToArray();
        var counts = new ConcurrentDictionary<StatusCode, int>();
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var i && i < cases)
            {
                var random = new Random(Seed + i);
                // Every field meets every plane, and plane 0, which has the most kinds of characters, as often as all others together.
                var round = i / fields.Length;
                var (method, field) = fields[i % fields.Length];
                var text = TextOf(random, round % 2 == 0 ? 0 : round / 2 % Planes);
                var token = admitted[method][random.Next(admitted[method].Count)];
                var body = messages.Of(method.InputType, random, field, text).ToByteArray();
                var status = await SendAsync(invoker, method, body, token, messages);
                var told = string.Create(CultureInfo.InvariantCulture, $"case {i}, seed {Seed}: {method.FullName}, {field.FullName}");
                Assert.False(RawCalls.IsFault(status), $"{told} answered {status} to {RawCalls.Hex([body])}");
                counts.AddOrUpdate(status, 1, (_, count) => count + 1);
            }
        })));

        // A storm that only refusals answer, or none, proves nothing.
        Assert.True(counts.GetValueOrDefault(StatusCode.OK) > 0 && counts.GetValueOrDefault(StatusCode.InvalidArgument) > 0, string.Join(", ", counts));
    }

    private static async Task<StatusCode> SendAsync(CallInvoker invoker, MethodDescriptor method, byte[] body, string token, FullMessages messages)
    {
        if (method.IsClientStreaming)
            return await RawCalls.StreamAsync(invoker, method, [body], hangsUp: false, token);
        var (status, bytes) = await RawCalls.CallAsync(invoker, method, body, token);
        if (status == StatusCode.OK && !method.IsServerStreaming)
        {
            var answer = method.OutputType.Parser.ParseFrom(bytes);
            messages.Learn(answer);
            foreach (var (field, text) in FullMessages.Texts(answer).Where(found => found.Field.FullName != messages.Echo))
            {
                var told = $"{field.FullName} in the answer of {method.FullName} to {RawCalls.Hex([body])}";
                Assert.True(text.IsNormalized(), told);
                Assert.False(text.EnumerateRunes().Any(IsHidden), told);
                XmlConvert.VerifyXmlChars(text);
            }
        }

        return status;
    }

    /// <summary>The callers that each RPC lets in: a refused caller's fields are not read.</summary>
    private static async Task<Dictionary<MethodDescriptor, List<string>>> AdmittedAsync(
        CallInvoker invoker, IEnumerable<MethodDescriptor> methods, string[] tokens, FullMessages messages)
    {
        var admitted = new Dictionary<MethodDescriptor, List<string>>();
        foreach (var method in methods)
        {
            admitted[method] = [];
            foreach (var token in tokens)
            {
                var body = messages.Of(method.InputType, new Random(Seed), null, "").ToByteArray();
                if (await SendAsync(invoker, method, body, token, messages) != StatusCode.PermissionDenied)
                    admitted[method].Add(token);
            }

            Assert.True(admitted[method].Count > 0, $"{method.FullName}: none of the identities may call it");
        }

        return admitted;
    }

    private static IEnumerable<MethodDescriptor> Methods(ServiceApp app) => ((IEndpointRouteBuilder)app.Host).DataSources
        .SelectMany(source => source.Endpoints).Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.ServiceType).OfType<Type>().Distinct()
        .Select(DescriptorOf).Where(service => service.FullName.StartsWith("ordre.", StringComparison.Ordinal)).SelectMany(service => service.Methods);

    private static ServiceDescriptor DescriptorOf(Type implementation)
    {
        for (var type = implementation; ; type = type.BaseType!)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is { } bind)
                return (ServiceDescriptor)bind.BindType.GetProperty("Descriptor")!.GetValue(null)!;
        }
    }

    private static string TextOf(Random random, int plane)
    {
        var text = string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Character(random, plane)));
        return random.Next(4) switch
        {
            0 => text,
            1 => "Texte " + text,
            2 => $"Te{text}xte {random.Next()}",
            _ => string.Concat(Enumerable.Repeat(text, random.Next(1, 2_000))),
        };
    }

    private static string Character(Random random, int plane)
    {
        var within = random.Next(3) > 0 ? Corners[random.Next(Corners.Length)] : random.Next(0x10000);
        // A half character travels as U+FFFD.
        return Rune.TryCreate((plane << 16) | within, out var rune) ? rune.ToString() : ((char)within).ToString();
    }

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control
        ? rune.Value is not ('\n' or '\t')
        : rune.Value != 0x200D
            && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
