using System.Text;
using System.Text.Json;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Protocols.Im;

namespace OrleansChat.Tests.Protocols.Im;

/// <summary>A client of <see cref="ImStage"/>.</summary>
internal sealed class ImDevice(int userId, SocketSession socket, ImSession session, ImFrameStream output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public int UserId => userId;

    public SocketSession Socket => socket;

    /// <summary>Says a frame, and waits until nothing is done about it any more.</summary>
    public async Task SayAsync(string frame)
    {
        await session.OnTextAsync(Encoding.UTF8.GetBytes(frame), CancellationToken.None);
        var since = TimeProvider.System.GetTimestamp();
        while (socket.IsBusy)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(since) < Patience, $"nothing came of {frame}");
            await Task.Yield();
        }
    }

    /// <summary>What came since it was last asked.</summary>
    public IEnumerable<JsonElement> Read() => output.Take().Select(text => JsonDocument.Parse(text).RootElement);
}
