using OrleansChat.Conversations;

namespace OrleansChat.WebFrontend.Gateway.Bridges;

/// <summary>How one protocol shows what is stored.</summary>
public sealed class BridgeView
{
    private readonly BridgeForm[] _directForms;
    private readonly BridgeForm[] _roomForms;
    private readonly BridgeForm[] _chatRoomForms;

    internal BridgeView(Func<BridgePlace, MessageKind, BridgeForm> form)
    {
        _directForms = Forms(BridgePlace.Direct);
        _roomForms = Forms(BridgePlace.Room);
        _chatRoomForms = Forms(BridgePlace.ChatRoom);

        BridgeForm[] Forms(BridgePlace place)
        {
            var kinds = Enum.GetValues<MessageKind>();
            var forms = new BridgeForm[kinds.Max(kind => (int)kind) + 1];
            foreach (var kind in kinds)
            {
                forms[(int)kind] = form(place, kind);
            }

            return forms;
        }
    }

    /// <summary>How a message is shown; <see cref="BridgeForm.Nothing"/> for one that is not.</summary>
    public BridgeForm FormOf(ChatMessage message)
    {
        var forms = ConversationKey.IsDirect(message.Conversation) ? _directForms
            : ConversationKey.IsChatRoom(message.Conversation) ? _chatRoomForms
            : _roomForms;
        return (uint)message.Kind < (uint)forms.Length ? forms[(int)message.Kind] : BridgeForm.Nothing;
    }
}
