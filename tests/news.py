"""A small press of our own making: stories told by several outlets, in their words, over some days."""

from waqai.models import Article

OUTLETS = ("الأهرام", "الشرق الأوسط", "الخبر", "الراي")
STORIES = (
    ("2023-02-01", "استدعت الرباط سفيرها لدى باريس للتشاور.", "أعلن المغرب استدعاء سفيره في فرنسا للتشاور."),
    (
        "2023-02-03",
        "زار وزير الخارجية المصري أنقرة والتقى نظيره التركي.",
        "وصل وزير خارجية مصر إلى أنقرة في زيارة رسمية.",
    ),
    ("2023-02-05", "قتل 12 شخصا في غارة سعودية على صنعاء.", "قصفت طائرات سعودية صنعاء ما أدى إلى مقتل 14 شخصا."),
    ("2023-02-08", "وقعت تونس والجزائر اتفاقا للتعاون الأمني.", "أبرمت الجزائر وتونس اتفاقا أمنيا."),
    ("2023-02-11", "طردت القاهرة السفير التركي.", "قررت مصر طرد سفير تركيا لديها."),
    ("2023-02-14", "أدانت بغداد القصف التركي على دهوك.", "نددت الحكومة العراقية بقصف تركيا محافظة دهوك."),
)


def article(story, telling, outlet):
    day, *tellings = STORIES[story]
    text = tellings[telling % len(tellings)]
    key = f"s{story}t{telling}o{outlet}"
    return Article.parse(
        {
            "id": key,
            "title": text.rstrip("."),
            "text": f"{text} وجاء ذلك في خبر نشرته صحيفة {OUTLETS[outlet]} في عددها رقم {story * 10 + telling}.",
            "published": day,
            "publisher": OUTLETS[outlet],
            "url": f"https://example.org/{key}",
        }
    )


def press(outlets=2):
    """The stories, each told by so many outlets in turn."""
    return [article(story, outlet, outlet) for story in range(len(STORIES)) for outlet in range(outlets)]
