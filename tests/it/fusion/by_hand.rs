//! Scenes by hand, modelled on photographs of the kinds that people take.

/// Name and notation of every scene.
pub const SCENES: [(&str, &str); 16] = [
    ("astronaut", "
        image 512x512
        person 0.92 at 10,5,500,510: emotion=happy 0.85, depth=0.8 0.7
        football helmet 0.7 at 330,330,470,500: colour=white 0.9, depth=0.9 0.7
        text 0.93 on 1 at 60,300,110,330: NASA
    "),
    ("cat", "
        image 451x300
        cat 0.95 at 60,5,440,298: animal=Egyptian Mau 0.75, colour=brown 0.7, depth=0.85 0.6
    "),
    ("coffee", "
        image 600x400
        cup 0.9 at 150,60,420,330: food=espresso 0.9, colour=white 0.8, depth=0.7 0.6
        spoon 0.6 at 400,280,560,380: depth=0.75 0.6
        dining table 0.72 at 0,20,600,400: colour=brown 0.9, depth=0.6 0.6
    "),
    ("street", "
        image 1280x720
        person 0.9 at 40,300,120,560: depth=0.8 0.6, colour=red 0.7
        person 0.88 at 150,310,220,540: depth=0.75 0.6
        person 0.8 at 260,320,320,520: depth=0.7 0.6
        person 0.8 at 330,330,380,500: depth=0.6 0.6
        person 0.75 at 560,330,600,450: depth=0.5 0.6
        person 0.75 at 610,330,650,450: depth=0.5 0.6
        person 0.7 at 660,330,690,430: depth=0.45 0.6
        person 0.7 at 700,330,730,430: depth=0.4 0.6
        person 0.68 at 900,320,930,420: depth=0.4 0.6
        person 0.66 at 1000,320,1040,440: depth=0.4 0.6
        person 0.6 at 1100,320,1140,460: depth=0.5 0.6
        person 0.55 at 1200,330,1230,420: depth=0.35 0.6
        car 0.9 at 700,380,900,520: depth=0.6 0.6, colour=white 0.8
        car 0.9 at 920,380,1100,500: depth=0.55 0.6, fine name=taxicab 0.8, colour=yellow 0.8
        car 0.8 at 1110,380,1260,480: depth=0.5 0.6, colour=black 0.7
        car 0.8 at 400,380,500,450: depth=0.3 0.6
        car 0.7 at 510,380,580,440: depth=0.3 0.6
        car 0.7 at 590,370,640,410: depth=0.25 0.6
        car 0.7 at 650,370,690,400: depth=0.25 0.6
        car 0.6 at 720,360,750,385: depth=0.2 0.6
        bus 0.85 at 380,150,640,380: depth=0.35 0.6, colour=red 0.9
        bus 0.7 at 1000,200,1150,330: depth=0.25 0.6, colour=blue 0.7
        traffic light 0.7 at 820,40,850,120
        text 0.9 on 21 at 400,170,600,200: 42 CITY CENTRE
    "),
    ("football", "
        image 800x533
        person 0.95 at 250,60,470,510: depth=0.8 0.7, colour=blue 0.7
        person 0.85 at 480,90,640,470: depth=0.65 0.7, colour=red 0.8
        sports ball 0.8 at 190,420,245,475: fine name=soccer ball 0.8, depth=0.82 0.7
        text 0.9 on 1 at 300,160,360,220: 10
        text 0.72 at 10,20,200,50: LALIGA
        verb 0.7: 1 kicking 3
    "),
    ("motorcycles", "
        image 741x500
        motorcycle 0.9 at 90,120,420,440: depth=0.85 0.9, colour=red 0.7
        motorcycle 0.7 at 430,150,640,340: depth=0.5 0.9, colour=black 0.6
    "),
    ("page", "
        image 384x191
        text 0.98 at 10,10,370,25: Region-based segmentation
        text 0.97 at 10,30,370,45: Let us first determine markers of the coins and the
        text 0.97 at 10,46,370,60: background. These markers are pixels that we can label
        text 0.96 at 10,61,370,75: unambiguously as either object or background. Here,
        text 0.96 at 10,76,370,90: the markers are found at the two extreme parts of the
        text 0.95 at 10,91,370,105: histogram of grey values:
        text 0.94 at 10,110,370,125: >>> markers = np.zeros_like(coins)
    "),
    ("long page", "
        image 800x1200
        text 0.98 at 10,10,370,25: THE DAILY \"POST\"
        text 0.97 at 10,30,370,45: one two three four five six seven eight nine ten eleven twelve
        text 0.97 at 10,50,370,65: one two three four five six seven eight nine ten eleven twelve a
        text 0.97 at 10,70,370,85: one two three four five six seven eight nine ten eleven twelve b
        text 0.97 at 10,90,370,105: one two three four five six seven eight nine ten eleven twelve c
        text 0.97 at 10,110,370,125: one two three four five six seven eight nine ten eleven twelve d
        text 0.97 at 10,130,370,145: one two three four five six seven eight nine ten eleven twelve e
        text 0.97 at 10,150,370,165: one two three four five six seven eight nine ten eleven twelve f
        text 0.97 at 10,170,370,185: one two three four five six seven eight nine ten eleven twelve g
        text 0.97 at 10,190,370,205: one two three four five six seven eight nine ten eleven twelve h
        text 0.97 at 10,210,370,225: one two three four five six seven eight nine ten eleven twelve i
        text 0.97 at 10,230,370,245: one two three four five six seven eight nine ten eleven twelve j
        text 0.97 at 10,250,370,265: one two three four five six seven eight nine ten eleven twelve k
        text 0.97 at 10,270,370,285: one two three four five six seven eight nine ten eleven twelve l
        text 0.97 at 10,290,370,305: one two three four five six seven eight nine ten eleven twelve m
        text 0.97 at 10,310,370,325: one two three four five six seven eight nine ten eleven twelve n
        text 0.97 at 10,330,370,345: one two three four five six seven eight nine ten eleven twelve o
        text 0.97 at 10,350,370,365: one two three four five six seven eight nine ten eleven twelve p
    "),
    ("lake", "
        image 640x427
        scene lakeshore 0.58
    "),
    ("table", "
        image 640x480
        dining table 0.8 at 0,120,640,480: colour=brown 0.7, depth=0.6 0.55
        pizza 0.85 at 180,210,430,400: food=pizza 0.9, depth=0.7 0.55
        cup 0.8 at 60,150,140,250: colour=white 0.8, depth=0.55 0.55
        cup 0.7 at 470,140,530,220: colour=blue 0.7, depth=0.5 0.55
        fork 0.6 at 120,300,170,420: depth=0.75 0.55
        knife 0.55 at 450,300,500,430: depth=0.75 0.55
        broccoli 0.6 at 300,260,350,310: food=broccoli 0.7
        person 0.7 at 220,0,420,140: emotion=sad 0.6, depth=0.3 0.55
    "),
    ("bus", "
        image 800x600
        bus 0.95 at 60,100,740,520: colour=red 0.9, depth=0.8 0.8, logo=Routemaster 0.7
        text 0.96 on 1 at 300,120,500,160: 15 TRAFALGAR SQUARE
        text 0.88 on 1 at 100,300,400,350: Visit the \"Tower\" today
        text 0.55 on 1 at 600,450,700,480: LT 1274
        person 0.8 at 10,330,80,560: depth=0.85 0.8
    "),
    ("riders", "
        image 900x600
        horse 0.9 at 250,200,560,560: colour=brown 0.8, depth=0.75 0.7
        person 0.9 at 330,60,470,400: depth=0.75 0.7, emotion=neutral 0.7
        dog 0.75 at 620,430,760,560: animal=Border collie 0.6, colour=black 0.7, depth=0.8 0.7
        bench 0.6 at 20,420,200,540: depth=0.6 0.7
        verb 0.85: 2 riding 1
    "),
    ("cyclists", "
        image 900x600
        person 0.9 at 100,100,220,480: depth=0.8 0.7
        person 0.85 at 350,120,450,460: depth=0.7 0.7
        person 0.8 at 620,130,700,430: depth=0.6 0.7
        person 0.7 at 780,160,830,380: depth=0.45 0.7
        bicycle 0.9 at 60,280,260,560: depth=0.8 0.7
        bicycle 0.85 at 310,290,490,530: depth=0.7 0.7
        bicycle 0.8 at 580,290,730,500: depth=0.6 0.7
        verb 0.85: 1 riding 5
        verb 0.8: 2 riding 6
        verb 0.8: 3 riding 7
    "),
    ("no labels", "
        image 640x480
        thing 0.4 at 100,100,400,400: depth=0.7 0.6
    "),
    ("room", "
        image 640x480
        couch 0.85 at 20,220,330,440: colour=grey 0.8, depth=0.6 0.6
        tv 0.8 at 420,120,600,260: depth=0.4 0.6
        potted plant 0.7 at 350,140,410,290: depth=0.45 0.6, plant=monstera 0.55
        cat 0.8 at 120,230,220,310: colour=black 0.8, depth=0.65 0.6
        book 0.6 at 450,330,510,360
        book 0.6 at 455,362,515,390
        book 0.55 at 520,340,580,370
        vase 0.6 at 560,280,600,330: colour=orange 0.7
        text 0.9 on 5 at 455,335,500,350: Middlemarch
    "),
    ("nothing", "image 100x100"),
];

/// Sixty people on a square, in six rows.
pub fn crowd() -> String {
    let mut lines = String::from("image 1500x1000\n");
    for i in 0..60 {
        let (column, row) = ((i * 7) % 10, i / 10);
        let (x, y) = (30 + column * 145 + row * 5, 60 + row * 140);
        let (w, h) = (30 + row * 8, 80 + row * 20);
        let depth = 0.15 + row as f32 * 0.14;
        lines += &format!("person 0.7 at {x},{y},{},{}: depth={depth} 0.6\n", x + w, y + h);
    }
    lines
}
