using Grpc.Core;

namespace OrdreCouncils.Tests.Protos;

public sealed class CallKindsTests
{
    [Fact]
    public async Task Say_Unary_AnswersTheText()
    {
        await using var server = await EchoServer.StartAsync();

        var response = await server.Client.SayAsync(new SayRequest { Text = "Hippocrate" });

        Assert.Equal("Hippocrate", response.Text);
    }

    [Fact]
    public async Task Say_Blocking_AnswersTheText()
    {
        await using var server = await EchoServer.StartAsync();

        var response = server.Client.Say(new SayRequest { Text = "Galien" });

        Assert.Equal("Galien", response.Text);
    }

    [Fact]
    public async Task Collect_ClientStreaming_AnswersOnceForAll()
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Client.Collect();

        await call.RequestStream.WriteAsync(new CollectRequest { Text = "primum" });
        await call.RequestStream.WriteAsync(new CollectRequest { Text = "non" }, Patience.HangLimit);
        await call.RequestStream.WriteAsync(new CollectRequest { Text = "nocere" });
        await call.RequestStream.CompleteAsync();

        Assert.Equal("primum non nocere", (await call).Text);
    }

    [Fact]
    public async Task Repeat_ServerStreaming_AnswersAsOftenAsAsked()
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Client.Repeat(new RepeatRequest { Text = "a", Times = 3 });

        var texts = new List<string>();
        await foreach (var response in call.ResponseStream.ReadAllAsync())
            texts.Add(response.Text);

        Assert.Equal(["a", "a", "a"], texts);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Chat_DuplexStreaming_AnswersEachBeforeTheNext()
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Client.Chat();

        foreach (var text in new[] { "un", "deux", "trois" })
        {
            await call.RequestStream.WriteAsync(new ChatRequest { Text = text });
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.Equal(text, call.ResponseStream.Current.Text);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None));
    }

    [Fact]
    public async Task Say_TwoThousandAtOnce_EachGetsItsOwnAnswer()
    {
        await using var server = await EchoServer.StartAsync();
        var client = server.Client;
        var texts = Enumerable.Range(0, 2000).Select(number => $"call {number}").ToList();

        var responses = await Task.WhenAll(texts.Select(async text => await client.SayAsync(new SayRequest { Text = text })));

        Assert.Equal(texts, responses.Select(response => response.Text));
    }

    [Fact]
    public async Task Context_OfACall_NamesMethodHostAndPeer()
    {
        (string Method, string Host, string Peer, bool Authenticated)? seen = null;
        await using var server = await EchoServer.StartAsync(new EchoHandlers
        {
            Say = (_, context) =>
            {
                seen = (context.Method, context.Host, context.Peer, context.AuthContext.IsPeerAuthenticated);
                return Task.FromResult(new SayResponse());
            },
        });

        await server.Client.SayAsync(new SayRequest());

        Assert.Equal("/ordre.tests.v1.EchoService/Say", seen!.Value.Method);
        Assert.Equal(server.Address.Authority, seen.Value.Host);
        Assert.StartsWith("ipv4:127.0.0.1:", seen.Value.Peer, StringComparison.Ordinal);
        Assert.False(seen.Value.Authenticated);
    }
}
