using GanGate.Images;

namespace GanGate.Tests.Images;

public class MeanImageTests
{
    [Test]
    public void Planes_come_in_the_order_blue_green_red_with_their_values_added()
    {
        float[] added = [-1, -2, -3, -4, 10, 20, 30, 40, 0, 0, 0, 0.5f], planes = new float[12];

        new MeanImage(new AntialiasedBicubic(2, 0, 1), added).Apply(new RgbImage("", 2, 2, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]), planes);

        Assert.That(planes, Is.EqualTo((float[])[2, 4, 6, 8, 12, 25, 38, 51, 1, 4, 7, 10.5f]));
    }
}
