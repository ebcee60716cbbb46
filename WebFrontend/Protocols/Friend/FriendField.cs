namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>A field of a form, as the documents describe it.</summary>
/// <param name="Name">Of the field.</param>
/// <param name="IsNumber">Whether it is a number; else it is a text.</param>
/// <param name="Meaning">What it is.</param>
/// <param name="IsRequired">Whether the call is refused without it.</param>
internal sealed record FriendField(string Name, bool IsNumber, string Meaning, bool IsRequired = true);
