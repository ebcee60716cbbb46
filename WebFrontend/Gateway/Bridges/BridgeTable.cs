using OrleansChat.Conversations;

namespace OrleansChat.WebFrontend.Gateway.Bridges;

/// <summary>Who sees what of whom, from protocol to protocol: one row for each thing that can be said. Codecs ask it,
/// <c>docs/protocols.md</c> shows it, tests walk it.</summary>
/// <remarks>Data, with the names of protocols as in settings: a protocol that is not there leaves its rows without
/// effect. Source: common.md 6.4.</remarks>
public static class BridgeTable
{
    /// <summary>The switch for rooms that anybody may enter: some protocols know no names there.</summary>
    public const string ChatRoomSwitch = "Chat:Bridge:ChatRooms";

    private const string Chat33 = "Chat33";
    private const string Friend = "Friend";
    private const string Im = "Im";

    /// <summary>What can be said where, by protocol, and how it is stored.</summary>
    private static readonly (string From, BridgePlace[] Places, (string Said, MessageKind Kind)[] Kinds)[] Spoken =
    [
        (Chat33, [BridgePlace.Direct, BridgePlace.Room, BridgePlace.ChatRoom],
        [
            ("Text", MessageKind.Text), ("Audio", MessageKind.Audio), ("Image", MessageKind.Image),
            ("Red packet", MessageKind.RedPacket), ("Video", MessageKind.Video), ("Forwarded", MessageKind.Forward),
            ("File", MessageKind.File), ("Transfer", MessageKind.Transfer), ("Receipt", MessageKind.Receipt),
            ("Room card", MessageKind.RoomCard), ("Announcement", MessageKind.Announcement),
            ("Alert", MessageKind.Alert),
        ]),
        (Friend, [BridgePlace.Direct], [("Text", MessageKind.Text)]),
        (Im, [BridgePlace.Direct, BridgePlace.Room, BridgePlace.ChatRoom],
        [
            ("Text", MessageKind.Text), ("Image", MessageKind.Image), ("File", MessageKind.File),
            ("Video", MessageKind.Video), ("Audio", MessageKind.Audio), ("Location", MessageKind.Text),
            ("Link", MessageKind.Text), ("Event", MessageKind.Text),
        ]),
    ];

    /// <summary>What a protocol shows where, and as what; kinds that are not named are shown as a text.</summary>
    private static readonly (string To, BridgePlace[] Places, (MessageKind Kind, BridgeForm Form)[] Forms)[] Shown =
    [
        (Chat33, [BridgePlace.Direct, BridgePlace.Room, BridgePlace.ChatRoom],
            [.. Enum.GetValues<MessageKind>().Select(kind => (kind, BridgeForm.Same))]),
        (Friend, [BridgePlace.Direct], [(MessageKind.Text, BridgeForm.Same), (MessageKind.Alert, BridgeForm.Nothing)]),
        (Im, [BridgePlace.Direct, BridgePlace.Room, BridgePlace.ChatRoom],
        [
            (MessageKind.Text, BridgeForm.Same), (MessageKind.Image, BridgeForm.Same),
            (MessageKind.File, BridgeForm.Same), (MessageKind.Video, BridgeForm.Same),
            (MessageKind.Audio, BridgeForm.Same), (MessageKind.RedPacket, BridgeForm.Link),
            (MessageKind.Announcement, BridgeForm.Event), (MessageKind.Alert, BridgeForm.Event),
        ]),
    ];

    /// <summary>Every row, by sender, reader, place and kind.</summary>
    public static IReadOnlyList<BridgeRow> Rows { get; } =
    [
        .. from sender in Spoken
           from reader in Shown
           where sender.From != reader.To
           from place in sender.Places.Intersect(reader.Places)
           from one in sender.Kinds
           let form = FormOf(reader.To, place, one)
           select new BridgeRow(
               sender.From, reader.To, place, one.Said, one.Kind, form,
               Lost(sender.From, one.Kind, reader.To, form),
               place is BridgePlace.ChatRoom ? ChatRoomSwitch : null),
    ];

    /// <summary>How a protocol shows what is stored.</summary>
    /// <param name="to">The protocol's name.</param>
    /// <param name="isOn">Whether a switch is on.</param>
    public static BridgeView For(string to, Func<string, bool> isOn) => new((place, kind) =>
        place is BridgePlace.ChatRoom && !isOn(ChatRoomSwitch) ? BridgeForm.Nothing : Form(to, place, kind));

    private static BridgeForm Form(string to, BridgePlace place, MessageKind kind)
    {
        var shown = Shown.FirstOrDefault(one => one.To == to);
        if (shown.To is null || !shown.Places.Contains(place) || kind is MessageKind.Membership)
        {
            return BridgeForm.Nothing;
        }

        foreach (var (known, form) in shown.Forms)
        {
            if (known == kind)
            {
                return form;
            }
        }

        return BridgeForm.Text;
    }

    // What is stored as a text for want of a common kind is shown as one.
    private static BridgeForm FormOf(string to, BridgePlace place, (string Said, MessageKind Kind) one) =>
        Form(to, place, one.Kind) is BridgeForm.Same && one.Kind is MessageKind.Text && one.Said != "Text"
            ? BridgeForm.Text
            : Form(to, place, one.Kind);

    private static string Lost(string from, MessageKind kind, string to, BridgeForm form) => form switch
    {
        BridgeForm.Nothing => "all of it",
        BridgeForm.Text when kind is MessageKind.Announcement => "",
        BridgeForm.Text when kind is MessageKind.Text => "its kind",
        BridgeForm.Text when kind is MessageKind.Image => "width, height",
        BridgeForm.Text when kind is MessageKind.Audio or MessageKind.Video => "duration",
        BridgeForm.Text when kind is MessageKind.File => "size, checksum",
        BridgeForm.Text => "everything but its name",
        BridgeForm.Link => "coin, kind of packet; it cannot be opened there",
        BridgeForm.Event => "everything but its words",
        _ when from == Im && kind is MessageKind.Image => "width and height are 0",
        _ when from == Im && kind is MessageKind.Audio or MessageKind.Video => "duration is 0",
        _ when from == Im && kind is MessageKind.File => "size is 0, no checksum",
        _ when to == Im && kind is MessageKind.Image => "width, height",
        _ when to == Im && kind is MessageKind.Audio or MessageKind.Video => "duration",
        _ when to == Im && kind is MessageKind.File => "name, size, checksum",
        _ => "",
    };
}
