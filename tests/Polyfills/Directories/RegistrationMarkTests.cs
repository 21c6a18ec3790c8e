using Orleans.Runtime;

namespace Orleans.Polyfills.Directories;

public sealed class RegistrationMarkTests
{
    [Fact]
    public async Task A_mark_that_the_directory_has_taken_back_before_the_activation_goes_on_is_not_set_again()
    {
        var activation = new MarkedActivation();

        var winner = await DirectoryRegistration.RegisterAsync(new TakingBackDirectory(), activation, null, static _ => ValueTask.FromResult(false));

        Assert.Null(winner);
        Assert.False(activation.IsRegistered);
    }
}
