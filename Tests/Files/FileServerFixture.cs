namespace OrleansChat.Tests.Files;

/// <summary>One server for the tests of a class.</summary>
public class FileServerFixture : IAsyncLifetime
{
    private FileServer? _server;

    internal FileServer Server => _server ?? throw new InvalidOperationException("The server is not started.");

    protected virtual (string Key, string Value)[] Settings => [];

    public async Task InitializeAsync() => _server = await FileServer.StartAsync(Settings);

    public Task DisposeAsync() => Server.DisposeAsync().AsTask();
}
