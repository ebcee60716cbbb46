using System.Globalization;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Protocols.Im;

/// <summary>One server for the tests of this protocol; each test makes users of its own.</summary>
public class ImHost : IAsyncLifetime
{
    private ChatHost? _host;

    public ChatHost Host => _host ?? throw new InvalidOperationException("The server is not started.");

    protected virtual (string Key, string Value)[] Settings => [];

    public async Task InitializeAsync() => _host = await ChatHost.StartAsync(Settings);

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();

    /// <summary>A user that was made elsewhere.</summary>
    public async Task<SpecUser> UserAsync(string name)
    {
        var (userId, token) = await Host.CreateUserAsync(name);
        return new SpecUser(userId, token);
    }

    /// <summary>A socket that has not said who it is.</summary>
    public Task<WireSocket> KnockAsync(string query = "") =>
        WireSocket.ConnectAsync(new Uri(Host.UrlOf("Im", "SocketUrl"), "/ws" + query).ToSocketUri());

    /// <summary>A socket of a user, who is known when this returns.</summary>
    public async Task<WireSocket> ConnectAsync(SpecUser user, string query = "")
    {
        var wire = await KnockAsync(query);
        await wire.SendAsync(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"msgType":"Auth","fromUserId":{{user.UserId}},"content":"{'a token of the application'}"}"""));
        await wire.SendAsync("""{"id":1,"msgType":"Knock"}"""); // Auth is not answered, what is unknown is
        await wire.ExpectAsync("the answer to what is unknown", frame =>
            ImWire.Is(frame, "Error") && ImWire.SourceOf(frame) == 1);
        return wire;
    }
}
