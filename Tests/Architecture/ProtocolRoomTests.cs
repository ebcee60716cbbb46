using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Architecture;

public sealed class ProtocolRoomTests
{
    private static readonly string Rooms = Path.Combine(RepositoryRoot.Path, "WebFrontend", "Protocols");
    private static readonly string[] Names = [.. Directory.GetDirectories(Rooms).Select(room => Path.GetFileName(room)!)];

    public static TheoryData<string> RoomNames => new(Names);

    [Theory]
    [MemberData(nameof(RoomNames))]
    public void A_room_mentions_no_other_room(string name)
    {
        var leaks = from file in RepositoryRoot.CSharpFiles(Path.Combine("WebFrontend", "Protocols", name))
                    let text = File.ReadAllText(file)
                    from other in Names
                    where other != name && SourceText.Mentions(text, $"Protocols.{other}")
                    select $"{RepositoryRoot.Relative(file)} mentions {other}";

        Assert.Empty(leaks);
    }

    [Theory]
    [MemberData(nameof(RoomNames))]
    public void A_room_is_named_only_by_the_catalogue(string name)
    {
        var users = RepositoryRoot.CSharpFiles("WebFrontend")
            .Where(file => !file.StartsWith(Path.Combine(Rooms, name) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Where(file => SourceText.Mentions(File.ReadAllText(file), $"Protocols.{name}"))
            .Select(RepositoryRoot.Relative);

        Assert.Equal(["WebFrontend/ProtocolCatalog.cs"], users);
    }
}
