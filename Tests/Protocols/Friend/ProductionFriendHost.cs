namespace OrleansChat.Tests.Protocols.Friend;

/// <summary>A server where nobody is believed who only names himself, and where calls are counted.</summary>
public sealed class ProductionFriendHost : FriendHost
{
    protected override (string Key, string Value)[] Settings =>
        [("Chat:Security:Mode", "Production"), ("Chat:Sms:FixedCode", "")];
}
